#include "open_station.hpp"

#include "attendsense/vision/models.hpp"

namespace attendsense::app {

using namespace station;

Result<Settings> read_settings(const Options& options) {
  Result<Settings> settings = load_settings(options.config_file, config::process_environment(), options.overrides);
  if (settings && options.as_fast_as_possible) settings->feed.pace = Pace::as_fast_as_possible;
  if (settings && settings->cameras.empty() && !options.exit_when_idle) {
    return fail(Failure::invalid_input, "camera_missing", "No camera is given",
                "Add --camera NAME=SOURCE, for example --camera gate=0; --list-cameras shows what there is");
  }
  return settings;
}

Result<std::unique_ptr<Station>> open_station(const Options& options, Settings settings, StationObserver& observer,
                                              const Clock& clock) {
  Result<Credentials> credentials = load_credentials(settings.credentials);
  if (!credentials) return fail(std::move(credentials));
  const std::filesystem::path models =
      options.models.empty() ? vision::models_folder(settings.data_folder) : options.models;
  vision::AnalyzerOptions detection;
  detection.max_side = settings.detection_side;
  Result<std::unique_ptr<vision::Detector>> detector = vision::load_detector(models, detection);
  if (!detector) return fail(std::move(detector));
  return Station::open(std::move(settings), std::move(*credentials), std::move(*detector), observer, clock);
}

}  // namespace attendsense::app
