#pragma once

#include <optional>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// Changes what is given and leaves the rest. Needs manage_employees, and as many permissions as the person's old and
// new role give (forbidden "role_above_own"). Consent withdrawn removes all templates; a deactivated person is signed
// out. Errors: not_found "employee_unknown"; conflict "email_taken", "personnel_number_taken",
// "last_administrator"; invalid_input "input_invalid"; those of the precondition.
namespace attendsense::service::update_employee {

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
  std::optional<std::string> email = {};
  std::optional<std::string> given_name = {};
  std::optional<std::string> family_name = {};
  std::optional<core::Honorific> honorific = {};
  std::optional<core::SiteId> site = {};
  std::optional<std::string> role = {};  // a role's name or id
  std::optional<core::EmployeeState> state = {};
  std::optional<bool> consent = {};
  std::optional<std::string> personnel_number = {};     // empty: none
  std::optional<std::optional<Instant>> hired_at = {};  // a value of none: always was there
  std::optional<std::optional<Instant>> left_at = {};   // a value of none: still is
  Precondition<EmployeeView> precondition = {};
};

using Output = EmployeeView;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::update_employee
