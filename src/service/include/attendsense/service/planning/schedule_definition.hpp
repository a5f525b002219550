#pragma once

#include <string>
#include <vector>

#include "attendsense/core/schedule.hpp"

namespace attendsense::service {

// What an administrator says of a schedule; the rest is given by the system.
struct ScheduleDefinition {
  std::string name;
  core::Rhythm rhythm = core::Rhythm::weekly;
  std::vector<std::vector<core::Shift>> cycle;
  core::AttendanceRules rules;
};

// invalid_input with every field that is wrong: "name", "cycle[0][1].from", "rules.grace_late_minutes".
[[nodiscard]] Result<void> check(const ScheduleDefinition& definition);

// The schedule with names trimmed and the definition's days and rules; id, company and time of making stay.
void apply(const ScheduleDefinition& definition, core::Schedule& schedule);

}  // namespace attendsense::service
