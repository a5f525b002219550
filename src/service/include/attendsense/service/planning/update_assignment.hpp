#pragma once

#include <optional>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Changes what is given and leaves the rest; whom it is for stays. Needs manage_schedules. Errors: not_found
// "assignment_unknown"; invalid_input "input_invalid"; those of the precondition.
namespace attendsense::service::update_assignment {

struct Input {
  Principal actor = {};
  core::AssignmentId assignment = {};
  std::optional<core::ScheduleId> schedule = {};
  std::optional<LocalDate> from = {};
  std::optional<std::optional<LocalDate>> until = {};  // a value of none: until further notice
  std::optional<LocalDate> cycle_start = {};
  Precondition<core::Assignment> precondition = {};
};

using Output = core::Assignment;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_assignment
