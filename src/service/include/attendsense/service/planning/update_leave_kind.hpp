#pragma once

#include <optional>
#include <string>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Changes what is given and leaves the rest. Whether it is paid counts for what was taken before too. Needs
// manage_schedules. Errors: not_found "leave_kind_unknown"; conflict "leave_kind_name_taken"; invalid_input
// "input_invalid"; those of the precondition.
namespace attendsense::service::update_leave_kind {

struct Input {
  Principal actor = {};
  core::LeaveKindId kind = {};
  std::optional<std::string> name = {};
  std::optional<bool> paid = {};
  std::optional<bool> active = {};  // whether it may be asked for
  Precondition<core::LeaveKind> precondition = {};
};

using Output = core::LeaveKind;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_leave_kind
