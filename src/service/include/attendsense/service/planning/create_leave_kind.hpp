#pragma once

#include <string>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// A kind of leave that may be asked for. Needs manage_schedules. Errors: conflict "leave_kind_name_taken";
// invalid_input "input_invalid".
namespace attendsense::service::create_leave_kind {

struct Input {
  Principal actor = {};
  std::string name = {};
  bool paid = true;  // counts as worked; unpaid: nothing is expected instead
};

using Output = core::LeaveKind;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_leave_kind
