#pragma once

#include "attendsense/service/planning/new_assignment.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Somebody, everybody of a role or everybody of a site follows a schedule from a date on. Needs manage_schedules.
// Errors: invalid_input "input_invalid", also for schedules, people, roles and sites that are not there.
namespace attendsense::service::create_assignment {

struct Input {
  Principal actor = {};
  NewAssignment assignment = {};
};

using Output = core::Assignment;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_assignment
