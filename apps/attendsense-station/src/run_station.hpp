#pragma once

#include "attendsense/base/result.hpp"
#include "options.hpp"

namespace attendsense::app {

// Runs the station until it ends or SIGINT or SIGTERM comes; returns the exit code.
[[nodiscard]] Result<int> run_station(const Options& options);

}  // namespace attendsense::app
