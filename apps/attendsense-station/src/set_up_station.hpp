#pragma once

#include "attendsense/base/result.hpp"
#include "options.hpp"

namespace attendsense::app {

// Has a camera read the code that the web app shows, and keeps what it says; SIGINT and SIGTERM end it.
[[nodiscard]] Result<void> set_up_station(const Options& options);

}  // namespace attendsense::app
