// attendsense-station: the computer with the cameras at a door.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "attendsense/base/log.hpp"
#include "attendsense/cli/completion.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/station/terminal_reporter.hpp"
#include "options.hpp"
#include "run_station.hpp"
#include "set_up_station.hpp"
#include "window_program.hpp"

namespace attendsense::app {
namespace {

Result<int> act(const CLI::App& app, const Options& options, char* const* argv) {
  const Result<log::Level> level = log::parse_level(options.log_level);
  if (!level) return fail(level.error());
  log::configure(*level, log::Format::text);
  if (!options.completion_shell.empty()) {
    const Result<std::string> script = cli::completion_script(app, options.completion_shell);
    if (!script) return fail(script.error());
    std::cout << *script;
    return cli::done;
  }
  if (options.list_settings) {
    std::cout << station::settings_table().manual();
    return cli::done;
  }
  if (options.list_cameras) {
    const auto form = options.json ? station::ReportAs::json_lines : station::ReportAs::lines;
    std::cout << station::describe_cameras(vision::list_cameras(), form);
    return cli::done;
  }
  if (!options.set_up_from.empty()) {
    const Result<void> set_up = set_up_station(options);
    if (!set_up) return fail(set_up.error());
    return cli::done;
  }
  if (options.set_exit_pin) {
    const Result<void> set = set_exit_pin(options);
    if (!set) return fail(set.error());
    return cli::done;
  }
  if (Result<void> stayed = hand_over_to_window(options, argv); !stayed) return fail(stayed.error());
  return run_station(options);
}

int run(int argc, char* const* argv) {
  CLI::App app("The station at a door: watches its cameras, sends the best look at each person, greets who was booked.",
               "attendsense-station");
  app.footer(std::string(cli::kExitCodes) +
             "\nFiles only: 4 a file could not be read, 5 captures were not delivered or not answered in time, "
             "6 captures were refused or lost.");
  Options options;
  add_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::done : cli::wrong_usage;
  }
  const Result<int> code = act(app, options, argv);
  return code ? *code : cli::report("attendsense-station", code.error());
}

}  // namespace
}  // namespace attendsense::app

int main(int argc, char** argv) {
  try {
    return attendsense::app::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "attendsense-station: %s; this is a defect, please report it\n", error.what());
    return attendsense::cli::failed;
  }
}
