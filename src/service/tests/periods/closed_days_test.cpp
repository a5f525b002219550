#include <gmock/gmock.h>

#include "attendsense/service/company/create_site.hpp"
#include "attendsense/service/day_attendance.hpp"
#include "attendsense/service/planning/add_holiday.hpp"
#include "attendsense/service/planning/create_assignment.hpp"
#include "attendsense/service/planning/create_schedule.hpp"
#include "attendsense/service/reports/read_report.hpp"
#include "attendsense/service/update_employee.hpp"
#include "periods/periods_office.hpp"

// What is read of closed days is what payroll was told, and what would be different now is listed.

namespace attendsense::service::testing {
namespace {

constexpr LocalDate kWednesday = 2026y / 3 / 4;

struct ClosedDays : ::testing::Test {
  PeriodsOffice office;

  void late_capture() { office.punch(office.ada, kWednesday, 17h, core::Direction::out); }

  core::DayFigures wednesday() { return office.days(office.ada, kWednesday, kWednesday).front(); }

  std::vector<core::EmployeeId> everybody() { return {office.ada, office.grace, office.administrator}; }

  void move(core::EmployeeId employee, core::SiteId site) {
    update_employee::Input input;
    input.actor = office.boss;
    input.employee = employee;
    input.site = site;
    expect_value(update_employee::run(office.ports(), input, office.now()));
  }

  core::SiteId branch() {
    return expect_value(create_site::run(office.ports(), {office.boss, "Branch", "Europe/Paris"}, office.now())).id;
  }
};

TEST_F(ClosedDays, every_figure_is_kept) {
  std::vector<std::vector<core::DayFigures>> before;
  for (const auto employee : everybody()) before.push_back(office.days(employee));
  const core::PeriodId id = expect_value(office.close()).id;
  auto one = before.begin();
  for (const auto employee : everybody()) {
    for (core::DayFigures& day : *one) day.period = id;
    EXPECT_EQ(office.days(employee), *one++);
  }
  EXPECT_TRUE(office.changes(id).empty());
}

TEST_F(ClosedDays, a_late_capture_changes_nothing_but_is_told) {
  const core::PeriodId id = expect_value(office.close()).id;
  late_capture();
  EXPECT_EQ(wednesday().worked, 0h);
  EXPECT_EQ(wednesday().period, id);
  const auto changes = office.changes(id);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].person.id, office.ada);
  EXPECT_EQ(changes[0].date, kWednesday);
  EXPECT_EQ(changes[0].before->worked, 0h);
  EXPECT_EQ(changes[0].after.worked, 8h);
  expect_value(office.reopen(id));
  EXPECT_EQ(wednesday().worked, 8h);
  EXPECT_FALSE(wednesday().period);
  EXPECT_EQ(office.changes(id).size(), 1U) << "what payroll was told stays to be compared with";
}

TEST_F(ClosedDays, a_changed_plan_changes_nothing_but_is_told) {
  const core::PeriodId id = expect_value(office.close()).id;
  add_holiday::Input holiday{office.boss, {.date = kWednesday, .name = "Founders' day"}};
  expect_value(add_holiday::run(office.ports(), holiday, office.now()));
  EXPECT_EQ(wednesday().expected, 8h);
  EXPECT_EQ(office.changes(id).size(), 3U) << "of everybody";
}

TEST_F(ClosedDays, a_range_may_be_closed_in_part) {
  office.week.to = kWednesday;
  const core::PeriodId id = expect_value(office.close()).id;
  const auto days = office.days(office.ada);
  ASSERT_EQ(days.size(), 7U);
  for (const core::DayFigures& day : days) EXPECT_EQ(day.period.has_value(), day.date <= kWednesday);
  EXPECT_EQ(days[2].period, id);
  EXPECT_EQ(days[4].worked, 4h);
}

TEST_F(ClosedDays, boards_and_reports_show_what_was_told) {
  office.week.site = office.site;
  const core::Period period = expect_value(office.close());
  late_capture();
  const auto board =
      expect_value(day_attendance::run(office.ports(), {.actor = office.boss, .date = kWednesday}, office.now()));
  for (const auto& item : board.items) EXPECT_EQ(item.day.period, period.id) << item.person.name;
  const auto paid =
      expect_value(read_report::run(office.ports(), {.query = office.query(reports::Report::payroll)}, office.now()));
  ASSERT_EQ(paid.rows.size(), 3U);
  for (const auto& row : paid.rows) {
    EXPECT_EQ(value(reports::Report::payroll, row, "period_closed"), reports::Value(true));
    EXPECT_EQ(text_in(reports::Report::payroll, row, "period_hash"), period.hash);
    if (text_in(reports::Report::payroll, row, "given_name") != "Ada") continue;
    EXPECT_EQ(seconds_in(reports::Report::payroll, row, "worked_seconds"), 19h + 48min) << "without Wednesday";
  }
}

TEST_F(ClosedDays, who_changes_sites_is_told_once) {
  const core::SiteId other = branch();
  office.week.site = office.site;
  const core::PeriodId here = expect_value(office.close()).id;
  move(office.ada, other);
  office.week.site = other;
  office.week.to = add_days(kReportSunday, -1);
  const core::PeriodId there = expect_value(office.close()).id;
  for (const core::DayFigures& day : office.days(office.ada)) EXPECT_EQ(day.period, here);
  EXPECT_EQ(office.verify(there).sheets, 0);
  EXPECT_TRUE(office.changes(there).empty());
}

TEST_F(ClosedDays, who_comes_into_it_afterwards_is_told_of) {
  const core::PeriodId id = expect_value(office.close()).id;
  const core::EmployeeId mary = office.hire("Mary", "Somerville", std::nullopt);
  const auto changes = office.changes(id);
  ASSERT_EQ(changes.size(), 7U) << "she was to be there all the week, as far as anybody knows";
  EXPECT_EQ(changes[0].person.id, mary);
  EXPECT_EQ(changes[0].person.name, "Mary Somerville");
  EXPECT_FALSE(changes[0].before);
}

TEST_F(ClosedDays, a_page_of_changes_looks_at_some_people) {
  const core::PeriodId id = expect_value(office.close()).id;
  late_capture();
  period_changes::Input input{.actor = office.boss, .period = id, .limit = 1};
  std::size_t found = 0;
  for (int pages = 1;; ++pages) {
    const auto page = expect_value(period_changes::run(office.ports(), input, office.now()));
    found += page.items.size();
    if (!page.next) {
      EXPECT_EQ(pages, 3);
      break;
    }
    input.after = *page.next;
  }
  EXPECT_EQ(found, 1U);
}

// A night shift of Sunday ends on Monday, which is not closed; but the work day is.
TEST_F(ClosedDays, a_correction_that_reaches_into_a_closed_day_is_refused) {
  ScheduleDefinition nights = office_hours("Nights");
  core::Shift night;
  night.frame = {22h, 30h};
  night.expected = 8h;
  nights.cycle.assign(7, {night});
  const auto schedule = expect_value(create_schedule::run(office.ports(), {office.boss, nights}, office.now())).id;
  expect_value(
      create_assignment::run(office.ports(), {office.boss, {schedule, office.grace, kReportMonday}}, office.now()));
  office.punch(office.grace, kReportSunday, 22h, core::Direction::in);
  office.clock.advance(24h);
  expect_value(office.close());
  request_correction::Input input{.actor = office.boss, .employee = office.grace, .direction = core::Direction::out};
  input.at = std::chrono::sys_days{add_days(kReportSunday, 1)} + 5h;  // 6:00 in Berlin
  input.reason = "The reader was down";
  input.approve = true;
  EXPECT_EQ(code_of(request_correction::run(office.ports(), input, office.now())), "period_closed");
  input.at = *input.at + 16h;
  input.direction = core::Direction::in;
  EXPECT_EQ(code_of(request_correction::run(office.ports(), input, office.now())), "no error") << "the next night";
}

}  // namespace
}  // namespace attendsense::service::testing
