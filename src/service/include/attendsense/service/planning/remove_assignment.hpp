#pragma once

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// As if it had never been; to end one, give it a last date. Needs manage_schedules. Errors: not_found
// "assignment_unknown"; those of the precondition.
namespace attendsense::service::remove_assignment {

struct Input {
  Principal actor = {};
  core::AssignmentId assignment = {};
  Precondition<core::Assignment> precondition = {};
};

[[nodiscard]] Result<void> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::remove_assignment
