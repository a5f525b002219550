#include "run_station.hpp"

#include <unistd.h>

#include <csignal>
#include <iostream>

#include "attendsense/base/log.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/cli/stop_signal.hpp"
#include "attendsense/station/terminal_reporter.hpp"
#include "attendsense/vision/models.hpp"

namespace attendsense::app {

namespace {

using namespace station;

// Turns SIGINT and SIGTERM into a stop request, for as long as it lives.
class StopOnSignal {
 public:
  StopOnSignal() : watcher_([this] { signal_.wait(), stop_.request_stop(); }) {}

  ~StopOnSignal() {
    // It waits for a signal and for nothing else, so that is how it is told to end.
    // SIGTERM is blocked in every thread: it ends the wait, not the thread.
    pthread_kill(watcher_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
  }

  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

 private:
  cli::StopSignal signal_;
  std::stop_source stop_;
  std::jthread watcher_;
};

Result<Settings> read_settings(const Options& options) {
  Result<Settings> settings = load_settings(options.config_file, config::process_environment(), options.overrides);
  if (settings && options.as_fast_as_possible) settings->feed.pace = Pace::as_fast_as_possible;
  if (settings && settings->cameras.empty() && !options.exit_when_idle) {
    return fail(Failure::invalid_input, "camera_missing", "No camera is given",
                "Add --camera NAME=SOURCE, for example --camera gate=0; --list-cameras shows what there is");
  }
  return settings;
}

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
  const StopOnSignal stop;  // before any other thread
  Result<Settings> settings = read_settings(options);
  if (!settings) return fail(std::move(settings));
  Result<Credentials> credentials = load_credentials(settings->credentials);
  if (!credentials) return fail(std::move(credentials));
  const Ending ending = ending_of(*settings, options);

  const std::filesystem::path models =
      options.models.empty() ? vision::models_folder(settings->data_folder) : options.models;
  vision::AnalyzerOptions detection;
  detection.max_side = settings->detection_side;
  Result<std::unique_ptr<vision::Detector>> detector = vision::load_detector(models, detection);
  if (!detector) return fail(std::move(detector));

  const Colour colour = ::isatty(STDOUT_FILENO) != 0 ? Colour::yes : Colour::no;
  TerminalReporter reporter(std::cout, std::cerr, options.json ? ReportAs::json_lines : ReportAs::lines, colour);
  const SystemClock clock;
  Result<std::unique_ptr<Station>> opened =
      Station::open(std::move(*settings), std::move(*credentials), std::move(*detector), reporter, clock);
  if (!opened) return fail(std::move(opened));
  const Summary summary = (*opened)->run(stop.token(), ending);
  reporter.summarise(summary);
  return exit_code(summary, ending);
}

}  // namespace attendsense::app
