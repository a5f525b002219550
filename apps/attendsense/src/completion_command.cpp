#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "attendsense/cli/completion.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "command.hpp"

namespace attendsense::app {

void add_completion(Program program) {
  CLI::App* command = program.app.add_subcommand("completion", "Print a shell's completion script");
  auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")->required();
  command->callback([program, shell] {
    program.action = [program, shell](const GlobalOptions&) -> Result<int> {
      const Result<std::string> script = cli::completion_script(program.app, *shell);
      if (!script) return fail(script.error());
      std::fputs(script->c_str(), stdout);
      return cli::done;
    };
  });
}

}  // namespace attendsense::app
