#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "attendsense/base/files.hpp"
#include "attendsense/cli/completion.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "command.hpp"

namespace attendsense::app {

void add_completion(Program program) {
  CLI::App* command = program.app.add_subcommand("completion", "Print a shell's completion script");
  auto shell = std::make_shared<std::string>();
  auto output = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")->required();
  command->add_option("--output", *output, "A file to write to, in place of standard output");
  command->callback([program, shell, output] {
    program.action = [program, shell, output](const GlobalOptions&) -> Result<int> {
      const Result<std::string> script = cli::completion_script(program.app, *shell);
      if (!script) return fail(script.error());
      if (!output->empty()) {
        const Result<void> written = write_file_atomically(*output, as_bytes(*script));
        if (!written) return fail(written.error());
        return cli::done;
      }
      std::fputs(script->c_str(), stdout);
      return cli::done;
    };
  });
}

}  // namespace attendsense::app
