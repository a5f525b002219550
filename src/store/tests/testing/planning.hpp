#pragma once

// What is planned, corrected and closed in an office, with every field set; nothing of it is stored.

#include "testing/office.hpp"

namespace attendsense::store::testing {

// A date of March 2026, of April from the 32nd on, and so forth.
[[nodiscard]] LocalDate march(int day);

[[nodiscard]] core::Schedule schedule_of(const Office& office, const std::string& name);
[[nodiscard]] core::Assignment assignment_of(const Office& office, core::ScheduleId schedule, core::EmployeeId whom);
// Of every site.
[[nodiscard]] core::Holiday holiday_of(const Office& office, LocalDate date, const std::string& name);
[[nodiscard]] core::LeaveKind leave_kind_of(const Office& office, const std::string& name);
// Requested by Ada.
[[nodiscard]] core::Leave leave_of(const Office& office, core::LeaveKindId kind, LocalDate from, LocalDate to);
// For Ada.
[[nodiscard]] core::OvertimeGrant overtime_grant_of(const Office& office, LocalDate date);
// A punch of Ada's that no camera saw.
[[nodiscard]] core::Correction addition_of(const Office& office, Instant when);
// Another time for a punch.
[[nodiscard]] core::Correction change_of(const Office& office, const core::Punch& punch, Instant when);
[[nodiscard]] core::CorrectionDecision decision_on(const core::Correction& correction, core::RequestState verdict);
// Of every site, closed.
[[nodiscard]] core::Period period_of(const Office& office, LocalDate from, LocalDate to);
[[nodiscard]] core::PeriodSheet sheet_of(core::PeriodId period, core::EmployeeId employee);

// One of each of these, for Ada, and a punch that one of the corrections is about.
[[nodiscard]] Result<void> add_planning(core::Transaction& transaction, const Office& office);

}  // namespace attendsense::store::testing
