#pragma once

#include "attendsense/service/reports/report.hpp"
#include "planning/planning_office.hpp"

namespace attendsense::service::testing {

// A week of which everything is known, from Monday 2026-03-02, seen from the Monday after. Everybody is to work from 9
// to 17 on five days.
//   Ada Lovelace:    Mon 9:00-17:00, Tue 9:12-17:00, Wed 9:00 and no leave, Thu unpaid leave,
//                    Fri paid leave until 13:00 and then 13:00-17:00
//   Grace Hopper:    Mon 9:00-18:00, of which nobody granted the last hour
//   Charles Babbage: nothing
struct ReportsOffice : PlanningOffice {
  ReportsOffice();

  void stay(core::EmployeeId employee, LocalDate date, std::chrono::minutes from,
            std::optional<std::chrono::minutes> to);
  void punch(core::EmployeeId employee, LocalDate date, std::chrono::minutes at, core::Direction direction);
  // Of the week; by the administrator.
  [[nodiscard]] reports::Query query(reports::Report report) const;

  core::EmployeeId grace;
  core::ScheduleId schedule;
};

inline constexpr LocalDate kReportMonday = 2026y / 3 / 2;
inline constexpr LocalDate kReportSunday = 2026y / 3 / 8;

// The value of a row in a column.
[[nodiscard]] const reports::Value& value(reports::Report report, const reports::Row& row, std::string_view column);
[[nodiscard]] std::chrono::seconds seconds_in(reports::Report report, const reports::Row& row, std::string_view column);
[[nodiscard]] std::string text_in(reports::Report report, const reports::Row& row, std::string_view column);

inline constexpr reports::Report kAllReports[] = {
    reports::Report::days,     reports::Report::people,   reports::Report::sites,    reports::Report::late,
    reports::Report::early,    reports::Report::missing,  reports::Report::overtime, reports::Report::balances,
    reports::Report::absences, reports::Report::presence, reports::Report::payroll};

}  // namespace attendsense::service::testing
