#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "attendsense/core/period.hpp"
#include "attendsense/core/timesheet.hpp"
#include "attendsense/service/planning/new_assignment.hpp"
#include "attendsense/service/planning/new_holiday.hpp"
#include "attendsense/service/planning/schedule_definition.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// What people's figures would be if planning were changed, before it is: reckoned from what was punched, and nothing is
// written. Needs manage_schedules and view_all. Errors: not_found "schedule_unknown", "assignment_unknown",
// "employee_unknown", "site_unknown"; invalid_input "input_invalid".
namespace attendsense::service::preview_planning {

inline constexpr int kMostDays = 92;
inline constexpr std::size_t kMostRows = 1000;
inline constexpr std::size_t kMostChanges = 100;  // of each kind

struct Input {
  Principal actor = {};
  std::optional<std::pair<core::ScheduleId, ScheduleDefinition>> schedule = {};  // instead of its definition
  std::vector<NewAssignment> assignments = {};                                   // added
  std::vector<core::AssignmentId> remove_assignments = {};
  std::vector<NewHoliday> holidays = {};  // added
  LocalDate from = {};
  LocalDate to = {};                              // the last date; at most kMostDays
  std::optional<core::EmployeeId> employee = {};  // for this person only
  std::optional<core::SiteId> site = {};          // for the people of this site only
};

// A day on which something would be different.
struct Row {
  PersonView person;
  core::DayChange change;
};

struct Output {
  std::vector<Row> rows;  // by name, then date; at most kMostRows
  bool truncated = false;
  int people = 0;              // whose days would be different
  int days = 0;                // those of all, also the ones that are not in `rows`
  core::PeriodFigures before;  // sums over the days that would be different
  core::PeriodFigures after;
  std::vector<core::Period> closed;  // whose days stay as they are and are left out
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::preview_planning
