#pragma once

#include <vector>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// All kinds of leave, those that may no longer be asked for too; by name. For anybody of the company.
namespace attendsense::service::list_leave_kinds {

struct Input {
  Principal actor = {};
};

using Output = std::vector<core::LeaveKind>;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_leave_kinds
