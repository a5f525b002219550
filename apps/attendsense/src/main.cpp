// attendsense: the attendance server and its tools.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "attendsense/cli/exit_code.hpp"
#include "command.hpp"
#include "version.hpp"

namespace attendsense::app {
namespace {

void add_global_options(CLI::App& app, GlobalOptions& options) {
  app.set_version_flag("--version", std::string("attendsense ") + kVersion);
  app.add_option("--config", options.config_file, "TOML file with settings; also $ATTENDSENSE_CONFIG")
      ->check(CLI::ExistingFile);
  app.add_option("--data", options.data_folder, "Data folder; short for --set data.folder=FOLDER");
  app.add_option_function<std::vector<std::string>>(
         "--set",
         [&options](const std::vector<std::string>& settings) {
           for (const std::string& setting : settings) {
             const std::size_t equals = setting.find('=');
             if (equals == std::string::npos)
               throw CLI::ValidationError("--set", "give KEY=VALUE, not '" + setting + "'");
             options.overrides[setting.substr(0, equals)] = setting.substr(equals + 1);
           }
         },
         "One setting, as KEY=VALUE; may be repeated. `attendsense config` lists them")
      ->allow_extra_args(false);
}

int run(int argc, const char* const* argv) {
  CLI::App app("Automated attendance: a camera sees a person, the punch is booked, the greeting is heard.",
               "attendsense");
  app.footer(std::string(cli::kExitCodes));
  app.require_subcommand(1);
  app.fallthrough();
  GlobalOptions options;
  Action action;
  add_global_options(app, options);
  const Program program{app, options, action};
  for (const auto add : {add_serve, add_api, add_worker, add_migrate, add_import, add_stations, add_queue, add_models,
                         add_eval, add_config, add_completion})
    add(program);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version end with 0 and go to standard output; everything else is wrong usage.
    return app.exit(error) == 0 ? cli::done : cli::wrong_usage;
  }
  const Result<int> code = action(options);
  return code ? *code : cli::report("attendsense", code.error());
}

}  // namespace
}  // namespace attendsense::app

int main(int argc, char** argv) {
  try {
    return attendsense::app::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "attendsense: %s; this is a defect, please report it\n", error.what());
    return attendsense::cli::failed;
  }
}
