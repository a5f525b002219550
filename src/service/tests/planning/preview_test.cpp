#include <gmock/gmock.h>

#include "attendsense/service/employee_attendance.hpp"
#include "attendsense/service/planning/create_assignment.hpp"
#include "attendsense/service/planning/preview_planning.hpp"
#include "attendsense/service/planning/update_schedule.hpp"
#include "attendsense/service/update_employee.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {
namespace {

using core::DayState;

constexpr LocalDate kMonday = 2026y / 3 / 2;  // the day on which the office's clock stands
constexpr LocalDate kSunday = 2026y / 3 / 8;

// A week later: the whole office follows the office hours, and Ada worked on Monday from 9:10 to 17:30 in Berlin.
struct PreviewTest : ::testing::Test {
  PlanningOffice office;
  core::ScheduleId schedule = office.add_schedule();
  core::AssignmentId assignment =
      expect_value(create_assignment::run(office.ports(),
                                          {office.boss, {.schedule = schedule, .whom = office.site, .from = kMonday}},
                                          office.now()))
          .id;
  preview_planning::Input input{.actor = office.boss, .from = kMonday, .to = kSunday, .employee = office.ada};

  PreviewTest() {
    punch(core::Direction::in, monday_morning() + 1h + 10min);
    punch(core::Direction::out, monday_morning() + 9h + 30min);
    office.clock.advance(24h * 14);
  }

  void punch(core::Direction direction, Instant at) {
    core::Punch punch;
    punch.id = core::PunchId::make(at);
    punch.company = office.company;
    punch.employee = office.ada;
    punch.site = office.site;
    punch.direction = direction;
    punch.at = punch.booked_at = at;
    punch.source = core::PunchSource::imported;
    EXPECT_TRUE(office.store->write([&](core::Transaction& t) { return t.punches().add(punch); }));
  }

  auto run() { return preview_planning::run(office.ports(), input, office.now()); }

  std::vector<core::DayFigures> days() {
    return expect_value(
               employee_attendance::run(office.ports(), {office.boss, office.ada, kMonday, kSunday}, office.now()))
        .days;
  }
};

TEST_F(PreviewTest, nothing_changed_is_nothing_to_show) {
  const auto output = expect_value(run());
  EXPECT_TRUE(output.rows.empty());
  EXPECT_EQ(output.days, 0);
  EXPECT_FALSE(output.truncated);
}

TEST_F(PreviewTest, what_it_says_is_what_comes_when_the_schedule_is_changed) {
  ScheduleDefinition lenient = office_hours();
  lenient.rules.grace_late = 15min;
  input.schedule = {schedule, lenient};
  const auto output = expect_value(run());
  ASSERT_EQ(output.rows.size(), 1U);
  EXPECT_EQ(output.rows[0].person.id, office.ada);
  EXPECT_EQ(output.rows[0].change.before, days().at(0));
  EXPECT_EQ(output.before.late, 10min);
  EXPECT_EQ(output.after.late, 0s);
  EXPECT_EQ(days().at(0).late, 10min) << "and nothing was written";
  expect_value(update_schedule::run(office.ports(), {office.boss, schedule, lenient, {}}, office.now()));
  EXPECT_EQ(output.rows[0].change.after, days().at(0));
}

TEST_F(PreviewTest, holidays_and_assignments_are_laid_over) {
  input.holidays = {{.date = 2026y / 3 / 3, .name = "Founders' day"}};
  auto output = expect_value(run());
  ASSERT_EQ(output.rows.size(), 1U);
  EXPECT_EQ(output.rows[0].change.before.state, DayState::absent);
  EXPECT_EQ(output.rows[0].change.after.state, DayState::holiday);
  input.holidays.clear();
  input.remove_assignments = {assignment};
  output = expect_value(run());
  EXPECT_EQ(output.days, 7) << "without a schedule everybody is expected every day";
  EXPECT_EQ(output.after.expected, 0s);
  const core::ScheduleId mornings = office.add_schedule("Mornings");
  input.assignments = {{.schedule = mornings, .whom = office.ada, .from = kMonday}};
  EXPECT_EQ(expect_value(run()).days, 0) << "the same hours under another name";
}

TEST_F(PreviewTest, it_is_of_a_person_a_site_or_everybody) {
  input.holidays = {{.date = 2026y / 3 / 3, .name = "Founders' day"}};
  EXPECT_EQ(expect_value(run()).people, 1);
  input.employee.reset();
  EXPECT_EQ(expect_value(run()).people, 3);
  input.site = office.site;
  EXPECT_EQ(expect_value(run()).people, 3);
  input.employee = office.ada;
  EXPECT_EQ(expect_value(run()).people, 1);
  input.site = core::SiteId::make(office.now());
  EXPECT_EQ(expect_value(run()).people, 0) << "Ada is not of that site";
  input.employee.reset();
  EXPECT_EQ(code_of(run()), "site_unknown");
}

TEST_F(PreviewTest, closed_periods_are_named_and_left_out) {
  input.remove_assignments = {assignment};
  office.close_period(kMonday, 2026y / 3 / 4);
  const auto output = expect_value(run());
  ASSERT_EQ(output.closed.size(), 1U);
  EXPECT_EQ(output.days, 4);
  EXPECT_EQ(output.rows.at(0).change.date, LocalDate(2026y / 3 / 5));
}

TEST_F(PreviewTest, many_rows_are_cut_off_but_counted) {
  for (int i = 0; i < 10; ++i) office.hire("Person" + std::to_string(i), "Number", std::nullopt);
  input.employee.reset();
  input.to = add_days(kMonday, 91);
  office.clock.advance(24h * 100);
  input.remove_assignments = {assignment};
  const auto output = expect_value(run());
  EXPECT_EQ(output.rows.size(), preview_planning::kMostRows);
  EXPECT_TRUE(output.truncated);
  EXPECT_EQ(output.days, 13 * 92);
  EXPECT_EQ(output.people, 13);
}

TEST_F(PreviewTest, what_is_wrong_is_told_with_its_place) {
  ScheduleDefinition wrong = office_hours("");
  wrong.cycle.pop_back();
  input.schedule = {schedule, wrong};
  input.holidays = {{.date = kMonday, .name = "x"}, {.date = kMonday, .name = ""}};
  input.assignments = {{.schedule = schedule, .whom = office.site, .from = kMonday, .until = add_days(kMonday, -1)}};
  input.to = add_days(kMonday, 92);
  EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("to", "schedule.name", "schedule.cycle", "assignments[0].until",
                                                       "holidays[1].name"));
  input = {.actor = office.boss, .from = kMonday, .to = kSunday};
  input.assignments = {{.schedule = core::ScheduleId::make(office.now()), .whom = office.site, .from = kMonday}};
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"assignments[0].schedule_id"});
  input.assignments.clear();
  input.holidays = {{.site = core::SiteId::make(office.now()), .date = kMonday, .name = "x"}};
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"holidays[0].site_id"});
}

TEST_F(PreviewTest, needs_both_permissions_and_knows_only_its_company) {
  input.actor.permissions = {core::Permission::manage_schedules};
  EXPECT_EQ(code_of(run()), "permission_missing");
  input.actor.permissions = {core::Permission::view_all};
  EXPECT_EQ(code_of(run()), "permission_missing");
  input.actor = office.boss;
  input.schedule = {core::ScheduleId::make(office.now()), office_hours()};
  EXPECT_EQ(code_of(run()), "schedule_unknown");
  input.schedule.reset();
  input.remove_assignments = {core::AssignmentId::make(office.now())};
  EXPECT_EQ(code_of(run()), "assignment_unknown");
  input.remove_assignments = {assignment};
  input.actor = office.outsider;
  EXPECT_EQ(code_of(run()), "employee_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
