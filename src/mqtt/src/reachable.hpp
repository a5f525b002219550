#pragma once

#include <chrono>
#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::mqtt {

// Whether somebody accepts connections there, found out within the time. unavailable "broker_away" if not.
[[nodiscard]] Result<void> check_reachable(const std::string& host, int port, std::chrono::milliseconds within);

}  // namespace attendsense::mqtt
