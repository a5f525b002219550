// attendsense-station-window: attendsense-station with its window, which links Qt.

#include <CLI/CLI.hpp>
#include <QApplication>
#include <cstdio>
#include <exception>

#include "attendsense/base/log.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/station_ui/window.hpp"
#include "open_station.hpp"
#include "stop_on_signal.hpp"

namespace attendsense::app {
namespace {

using namespace station_ui;

// A station whose settings are broken shows what is wrong. A kiosk does not start: without them nobody knows its PIN.
Result<WindowOptions> window_options(const Options& options) {
  WindowOptions window;
  window.theme = parse_theme(QString::fromStdString(options.theme)).value_or(Theme::standard);
  const Result<station::Settings> settings =
      station::load_settings(options.config_file, config::process_environment(), options.overrides);
  if (settings && settings->fixed_language) window.language = QString::fromStdString(*settings->fixed_language);
  if (!options.kiosk) return window;
  if (!settings) return fail(settings.error());
  Result<station::ExitPin> pin = station::ExitPin::load(station::exit_pin_file(settings->data_folder));
  if (!pin) return fail(std::move(pin));
  window.kiosk = std::move(*pin);
  window.rest_after = std::chrono::minutes(options.dark_after_minutes);
  return window;
}

Result<OpenedStation> open(const Options& options, station::StationObserver& observer, const Clock& clock) {
  Result<station::Settings> settings = read_settings(options);
  if (!settings) return fail(std::move(settings));
  OpenedStation opened;
  for (const station::CameraSetting& camera : settings->cameras) opened.cameras.push_back(camera.name);
  Result<std::unique_ptr<station::Station>> station = open_station(options, std::move(*settings), observer, clock);
  if (!station) return fail(std::move(station));
  opened.station = std::move(*station);
  return opened;
}

Result<int> show_window(const Options& options, int& argc, char** argv) {
  const Result<log::Level> level = log::parse_level(options.log_level);
  if (!level) return fail(level.error());
  log::configure(*level, log::Format::text);
  Result<WindowOptions> window_is = window_options(options);
  if (!window_is) return fail(std::move(window_is));
  // Before the threads of Qt. Quitting is an event like others: it may come before the loop has begun.
  const StopOnSignal on_signal([] {
    if (QCoreApplication* running = QCoreApplication::instance()) {
      QMetaObject::invokeMethod(running, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    }
  });
  QApplication application(argc, argv);
  QApplication::setApplicationName("attendsense-station");
  QApplication::setApplicationVersion(ATTENDSENSE_VERSION);
  const SystemClock clock;
  Monitor monitor;
  Session session([&](station::StationObserver& observer) { return open(options, observer, clock); }, monitor);
  Texts texts(application);
  Window window(session, monitor, texts, application, std::move(*window_is));
  window.open();
  return QApplication::exec();
}

int run(int argc, char** argv) {
  CLI::App app("The station at a door, with its window.", "attendsense-station-window");
  Options options;
  add_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::done : cli::wrong_usage;
  }
  // Qt would take our options for its own; what it needs comes by its environment.
  int one = 1;
  const Result<int> code = show_window(options, one, argv);
  return code ? *code : cli::report("attendsense-station-window", code.error());
}

}  // namespace
}  // namespace attendsense::app

int main(int argc, char** argv) {
  try {
    return attendsense::app::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "attendsense-station-window: %s; this is a defect, please report it\n", error.what());
    return attendsense::cli::failed;
  }
}
