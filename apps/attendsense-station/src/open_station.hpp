#pragma once

#include "attendsense/station/station.hpp"
#include "options.hpp"

namespace attendsense::app {

// The settings that file, environment and command line make together.
[[nodiscard]] Result<station::Settings> read_settings(const Options& options);

// Credentials, models and the station itself. What goes wrong names what to mend.
[[nodiscard]] Result<std::unique_ptr<station::Station>> open_station(const Options& options, station::Settings settings,
                                                                     station::StationObserver& observer,
                                                                     const Clock& clock);

}  // namespace attendsense::app
