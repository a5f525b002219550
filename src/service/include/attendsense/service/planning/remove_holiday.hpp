#pragma once

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Needs manage_schedules. Errors: not_found "holiday_unknown".
namespace attendsense::service::remove_holiday {

struct Input {
  Principal actor = {};
  core::HolidayId holiday = {};
};

[[nodiscard]] Result<void> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::remove_holiday
