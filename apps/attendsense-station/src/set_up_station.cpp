#include "set_up_station.hpp"

#include <iostream>

#include "attendsense/station/set_up.hpp"
#include "attendsense/station/settings.hpp"
#include "stop_on_signal.hpp"

namespace attendsense::app {

namespace {

// Where the credentials go; the server is not known yet.
Result<std::filesystem::path> credentials_file(const Options& options) {
  std::map<std::string, std::string> settings = options.overrides;
  settings.try_emplace("station.server", "https://localhost");
  const Result<station::Settings> loaded =
      station::load_settings(options.config_file, config::process_environment(), settings);
  if (!loaded) return fail(loaded.error());
  return loaded->credentials;
}

void tell_next(const station::SetUp& set_up, const std::filesystem::path& file) {
  std::cout << "This computer is the station \"" << set_up.name << "\" of " << set_up.server << ".\n"
            << "Its credentials are in " << file.string() << "; nobody else may read them.\n"
            << "Start it with its cameras:\n  attendsense-station";
  int number = 0;
  for (const std::string& camera : set_up.cameras) std::cout << " --camera '" << camera << '=' << number++ << '\'';
  std::cout << "\n--list-cameras shows which number a camera has.\n";
}

}  // namespace

Result<void> set_up_station(const Options& options) {
  std::stop_source stop;
  const StopOnSignal on_signal([&stop] { stop.request_stop(); });
  const Result<std::filesystem::path> file = credentials_file(options);
  if (!file) return fail(file.error());
  // A code stands still: as large as the camera gives it.
  const auto source = vision::open_source(options.set_up_from, {.width = 1280, .height = 720});
  if (!source) return fail(source.error());
  std::cerr << "Show the station's code to " << (*source)->description() << "; Ctrl-C ends this.\n";
  const Result<station::SetUp> set_up = station::scan_set_up(**source, stop.get_token());
  if (!set_up) return fail(set_up.error());
  if (Result<void> kept = station::keep_set_up(*set_up, *file); !kept) return kept;
  tell_next(*set_up, *file);
  return {};
}

}  // namespace attendsense::app
