#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// One template goes, from the gallery too. Needs manage_employees.
// Errors: not_found "employee_unknown", "photo_unknown".
namespace attendsense::service::remove_photo {

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
  core::TemplateId photo = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::remove_photo
