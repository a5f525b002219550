#pragma once

#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/timesheet.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// Work days of one person in the zone of their site: oneself, or anybody with view_all.
// Errors: not_found "employee_unknown"; invalid_input "input_invalid" for more than kMostDays days.
namespace attendsense::service::employee_attendance {

inline constexpr int kMostDays = 366;

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
  LocalDate from = {};
  LocalDate to = {};  // inclusive
};

struct Output {
  PersonView person;
  std::vector<core::DayFigures> days;  // every date, absences too
  core::PeriodFigures total;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::employee_attendance
