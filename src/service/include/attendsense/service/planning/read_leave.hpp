#pragma once

#include "attendsense/service/planning/leave_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// One's own, or anybody's with approve_requests. Errors: not_found "leave_unknown".
namespace attendsense::service::read_leave {

struct Input {
  Principal actor = {};
  core::LeaveId leave = {};
};

using Output = LeaveView;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_leave
