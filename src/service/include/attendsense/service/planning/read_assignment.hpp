#pragma once

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// For anybody of the company; one for another single person is not there without view_all or manage_schedules. Errors:
// not_found "assignment_unknown".
namespace attendsense::service::read_assignment {

struct Input {
  Principal actor = {};
  core::AssignmentId assignment = {};
};

using Output = core::Assignment;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_assignment
