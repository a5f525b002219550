#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// For somebody who has lost phone and recovery codes. All their sessions end.
// Needs manage_employees and every permission of the person's role. Errors: forbidden; not_found "employee_unknown",
// "second_factor_unknown": they have none.
namespace attendsense::service::reset_second_factor {

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::reset_second_factor
