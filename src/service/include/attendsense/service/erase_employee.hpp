#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Everything personal and biometric about somebody goes; the gallery has forgotten them when this returns. The audit
// keeps that it happened, with the id alone. Needs manage_employees and as many permissions as the person has. Errors:
// not_found "employee_unknown"; conflict "last_administrator"; forbidden "role_above_own".
namespace attendsense::service::erase_employee {

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::erase_employee
