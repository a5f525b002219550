#pragma once

#include "attendsense/service/planning/schedule_definition.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Puts another definition in the place of a schedule's, for all dates; the sheets of closed periods stay as they are.
// Needs manage_schedules. Errors: not_found "schedule_unknown"; conflict "schedule_name_taken"; invalid_input
// "input_invalid"; those of the precondition.
namespace attendsense::service::update_schedule {

struct Input {
  Principal actor = {};
  core::ScheduleId schedule = {};
  ScheduleDefinition definition = {};
  Precondition<core::Schedule> precondition = {};
};

using Output = core::Schedule;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_schedule
