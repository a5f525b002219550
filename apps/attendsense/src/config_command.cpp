#include <CLI/CLI.hpp>
#include <cstdio>

#include "attendsense/cli/exit_code.hpp"
#include "command.hpp"

namespace attendsense::app {

void add_config(Program program) {
  CLI::App* command = program.app.add_subcommand(
      "config", "List every setting, its type, bounds and default (Markdown); fails when the given ones are wrong");
  command->callback([program] {
    program.action = [](const GlobalOptions& options) -> Result<int> {
      const Result<config::Config> loaded = load_settings(options);
      if (!loaded) return fail(loaded.error());
      std::fputs(settings().manual().c_str(), stdout);
      return cli::done;
    };
  });
}

}  // namespace attendsense::app
