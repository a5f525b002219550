#include "reports/reports_office.hpp"

#include "attendsense/service/planning/create_assignment.hpp"
#include "attendsense/service/planning/create_schedule.hpp"
#include "attendsense/service/planning/request_leave.hpp"

namespace attendsense::service::testing {

ReportsOffice::ReportsOffice() : grace(*as_approver.employee) {
  ScheduleDefinition week = office_hours("Office, 9 to 5");
  for (auto& day : week.cycle)
    for (core::Shift& shift : day) shift.frame.to = 17h;
  schedule = expect_value(create_schedule::run(ports(), {boss, week}, now())).id;
  expect_value(create_assignment::run(ports(), {boss, schedule, site, kReportMonday}, now()));
  stay(ada, kReportMonday, 9h, 17h);
  stay(ada, add_days(kReportMonday, 1), 9h + 12min, 17h);
  stay(ada, add_days(kReportMonday, 2), 9h, std::nullopt);
  stay(ada, add_days(kReportMonday, 4), 13h, 17h);
  stay(grace, kReportMonday, 9h, 18h);
  const auto leave = [&](core::LeaveKindId kind, int day, core::DayPart part) {
    const LocalDate date = add_days(kReportMonday, day);
    expect_value(request_leave::run(ports(),
                                    {.actor = boss,
                                     .employee = ada,
                                     .kind = kind,
                                     .from = date,
                                     .to = date,
                                     .part = part,
                                     .reason = "",
                                     .approve = true},
                                    now()));
  };
  leave(add_leave_kind("Unpaid leave", false), 3, core::DayPart::whole);
  leave(add_leave_kind("Annual leave", true), 4, core::DayPart::first_half);
  clock.advance(std::chrono::days{7});
}

void ReportsOffice::stay(core::EmployeeId employee, LocalDate date, std::chrono::minutes from,
                         std::optional<std::chrono::minutes> to) {
  punch(employee, date, from, core::Direction::in);
  if (to) punch(employee, date, *to, core::Direction::out);
}

void ReportsOffice::punch(core::EmployeeId employee, LocalDate date, std::chrono::minutes at,
                          core::Direction direction) {
  const TimeZone berlin = expect_value(TimeZone::find("Europe/Berlin"));
  const Instant when = berlin.to_instant(LocalTime{std::chrono::local_days{date}} + at);
  const core::Punch made{.id = core::PunchId::make(when),
                         .company = company,
                         .employee = employee,
                         .site = site,
                         .direction = direction,
                         .at = when,
                         .source = core::PunchSource::manual,
                         .booked_at = when};
  EXPECT_TRUE(store->write([&](core::Transaction& t) { return t.punches().add(made); }));
}

reports::Query ReportsOffice::query(reports::Report report) const {
  return {.actor = boss, .report = report, .from = kReportMonday, .to = kReportSunday};
}

const reports::Value& value(reports::Report report, const reports::Row& row, std::string_view column) {
  const auto& columns = reports::columns_of(report);
  const auto found = std::ranges::find(columns, column, &reports::Column::name);
  if (found == columns.end()) throw std::runtime_error("There is no column " + std::string(column));
  return row.at(static_cast<std::size_t>(found - columns.begin()));
}

std::chrono::seconds seconds_in(reports::Report report, const reports::Row& row, std::string_view column) {
  return std::get<std::chrono::seconds>(value(report, row, column));
}

std::string text_in(reports::Report report, const reports::Row& row, std::string_view column) {
  return std::get<std::string>(value(report, row, column));
}

}  // namespace attendsense::service::testing
