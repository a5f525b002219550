#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/service/enrol_photo.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// A new employee, with photos all or nothing.
// Needs manage_employees, and as many permissions as the new role gives (forbidden "role_above_own").
// Errors: conflict "email_taken", "personnel_number_taken"; invalid_input "input_invalid" (also for an unknown site or
// role); those of enrol_photo, with the field "photos[i]".
namespace attendsense::service::create_employee {

struct Input {
  Principal actor = {};
  std::string email = {};
  std::string given_name = {};
  std::string family_name = {};
  core::Honorific honorific = core::Honorific::none;
  std::optional<core::SiteId> site = {};  // none: the company's first
  std::string role = "employee";          // a role's name or id
  std::optional<Secret> password = {};    // none: cannot sign in
  bool consent = false;                   // to biometric processing; photos need it
  std::vector<Bytes> photos = {};         // at most kMostPhotosAtOnce
  AlikeFace alike = AlikeFace::refuse;
  std::string personnel_number = {};     // as payroll knows them; empty: none
  std::optional<Instant> hired_at = {};  // nothing is expected before; none: always was there
  std::optional<Instant> left_at = {};   // nor from then on
};

struct Output {
  EmployeeView employee;
  std::vector<EnrolledPhoto> photos;  // in the order of the input
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_employee
