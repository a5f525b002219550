#include "run_station.hpp"

#include <unistd.h>

#include <iostream>

#include "attendsense/cli/exit_code.hpp"
#include "attendsense/station/terminal_reporter.hpp"
#include "open_station.hpp"
#include "stop_on_signal.hpp"

namespace attendsense::app {

namespace {

using namespace station;

Ending ending_of(const Settings& settings, const Options& options) {
  const bool only_files =
      !settings.cameras.empty() &&
      std::ranges::all_of(settings.cameras, [](const CameraSetting& camera) { return names_a_file(camera.address); });
  return only_files || options.exit_when_idle ? Ending::when_idle : Ending::never;
}

int exit_code(const Summary& summary, Ending ending) {
  if (summary.failed_sources > 0) return cli::file_damaged;
  if (summary.lost > 0 || summary.uplink.set_aside > 0) return cli::check_failed;
  // A station that is told to stop may leave captures to the next run; a clip must have been delivered.
  if (ending == Ending::when_idle && (summary.spool.waiting > 0 || summary.unanswered > 0)) return cli::unavailable;
  return cli::done;
}

}  // namespace

Result<int> run_station(const Options& options) {
  std::stop_source stop;
  const StopOnSignal on_signal([&stop] { stop.request_stop(); });  // before any other thread
  Result<Settings> settings = read_settings(options);
  if (!settings) return fail(std::move(settings));
  const Ending ending = ending_of(*settings, options);
  const Colour colour = ::isatty(STDOUT_FILENO) != 0 ? Colour::yes : Colour::no;
  TerminalReporter reporter(std::cout, std::cerr, options.json ? ReportAs::json_lines : ReportAs::lines, colour);
  const SystemClock clock;
  Result<std::unique_ptr<Station>> opened = open_station(options, std::move(*settings), reporter, clock);
  if (!opened) return fail(std::move(opened));
  const Summary summary = (*opened)->run(stop.get_token(), ending);
  reporter.summarise(summary);
  return exit_code(summary, ending);
}

}  // namespace attendsense::app
