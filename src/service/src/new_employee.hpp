#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "photo_inspection.hpp"

namespace attendsense::service {

// What the first administrator and every later employee have in common.
struct NewPerson {
  std::string email;
  std::string given_name;
  std::string family_name;
  core::Honorific honorific = core::Honorific::none;
  bool consent = false;
  std::string personnel_number = {};
  std::optional<Instant> hired_at = {};
  std::optional<Instant> left_at = {};
};

// As payroll knows the person: 1 to 40 characters that can be shown, or empty for none.
void check_personnel_number(InputCheck& check, std::string_view number, const std::string& field);
// Whoever has left was hired before. Times are within what a calendar of people needs.
void check_employment(InputCheck& check, std::optional<Instant> hired_at, std::optional<Instant> left_at,
                      const std::string& prefix);

// Adds what is wrong with a new person; `prefix` of the field names: "" or "administrator.".
void check_person(InputCheck& check, const NewPerson& person, std::size_t photos, const Secret* password,
                  const std::string& company_name, const std::string& prefix);

// As stored: names trimmed, e-mail in lower case. Site, role and company are left to the caller.
[[nodiscard]] core::Employee make_employee(const NewPerson& person, Instant now);

// The row, the password if there is one, the templates, and an audit entry "employee.create".
[[nodiscard]] Result<std::vector<EnrolledPhoto>> add_employee(core::Transaction& transaction, const Principal& actor,
                                                              const core::Employee& employee,
                                                              const std::optional<std::string>& password_hash,
                                                              std::span<const InspectedPhoto> photos, AlikeFace alike,
                                                              Instant now);

}  // namespace attendsense::service
