#pragma once

#include "attendsense/service/planning/schedule_definition.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// A schedule that nobody follows yet. Needs manage_schedules. Errors: conflict "schedule_name_taken"; invalid_input
// "input_invalid".
namespace attendsense::service::create_schedule {

struct Input {
  Principal actor = {};
  ScheduleDefinition definition = {};
};

using Output = core::Schedule;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_schedule
