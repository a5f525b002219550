#pragma once

#include <chrono>
#include <optional>

#include "attendsense/core/entities.hpp"
#include "attendsense/service/input_check.hpp"

// By how much a station's clock is ahead of the server's, as the station says in Attendsense-Clock-Offset.
namespace attendsense::service {

// None is fine: a station that has not measured yet.
void check_clock_offset(InputCheck& check, std::optional<std::chrono::microseconds> measured);

// Whether what is stored of the station is off by enough to be worth a write, which it seldom is.
[[nodiscard]] bool clock_has_moved(const core::Station& station, std::optional<std::chrono::microseconds> measured);

}  // namespace attendsense::service
