#pragma once

#include <chrono>
#include <string>

#include "attendsense/service/planning/overtime_grant_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Somebody may work longer on a date than is expected. Needs approve_requests, and for oneself a policy that allows
// self-approval. Errors: forbidden "own_request"; not_found "employee_unknown"; conflict "period_closed"; invalid_input
// "input_invalid".
namespace attendsense::service::grant_overtime {

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
  LocalDate date = {};
  std::chrono::minutes most{0};  // 1 to 960
  std::string reason = {};       // may be empty
};

using Output = OvertimeGrantView;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::grant_overtime
