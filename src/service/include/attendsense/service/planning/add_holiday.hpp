#pragma once

#include "attendsense/service/planning/new_holiday.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Needs manage_schedules. Errors: conflict "holiday_known"; invalid_input "input_invalid", also for a site that is not
// there.
namespace attendsense::service::add_holiday {

struct Input {
  Principal actor = {};
  NewHoliday holiday = {};
};

using Output = core::Holiday;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::add_holiday
