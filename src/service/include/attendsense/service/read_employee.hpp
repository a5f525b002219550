#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// Oneself, or anybody with view_all or manage_employees. Errors: not_found "employee_unknown".
namespace attendsense::service::read_employee {

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
};

using Output = EmployeeView;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_employee
