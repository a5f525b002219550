#pragma once

#include "attendsense/service/corrections/request_correction.hpp"
#include "attendsense/service/employee_attendance.hpp"
#include "attendsense/service/periods/close_period.hpp"
#include "attendsense/service/periods/period_changes.hpp"
#include "attendsense/service/periods/reopen_period.hpp"
#include "attendsense/service/periods/verify_period.hpp"
#include "reports/reports_office.hpp"

namespace attendsense::service::testing {

// The week of the reports, and what the tests of periods do with it.
struct PeriodsOffice : ReportsOffice {
  close_period::Input week{.actor = boss, .from = kReportMonday, .to = kReportSunday};

  Result<core::Period> close() { return close_period::run(ports(), week, now()); }

  std::vector<core::DayFigures> days(core::EmployeeId employee, LocalDate from = kReportMonday,
                                     LocalDate to = kReportSunday) {
    return expect_value(employee_attendance::run(ports(), {boss, employee, from, to}, now())).days;
  }

  auto changes(core::PeriodId period) {
    return expect_value(period_changes::run(ports(), {.actor = boss, .period = period}, now())).items;
  }

  auto reopen(core::PeriodId period) {
    return reopen_period::run(ports(), {boss, period, "A capture came late"}, now());
  }

  auto verify(core::PeriodId period) { return expect_value(verify_period::run(ports(), {boss, period}, now())); }

  // Ada's leave of Wednesday.
  Result<CorrectionView> correct_wednesday(bool approve) {
    request_correction::Input input{.actor = boss, .employee = ada, .direction = core::Direction::out};
    input.at = std::chrono::sys_days{add_days(kReportMonday, 2)} + 16h;
    input.reason = "Left by the back door";
    input.approve = approve;
    return request_correction::run(ports(), input, now());
  }
};

}  // namespace attendsense::service::testing
