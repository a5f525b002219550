#include <gmock/gmock.h>

#include "attendsense/service/planning/create_assignment.hpp"
#include "attendsense/service/planning/list_assignments.hpp"
#include "attendsense/service/planning/read_assignment.hpp"
#include "attendsense/service/planning/remove_assignment.hpp"
#include "attendsense/service/planning/update_assignment.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {
namespace {

constexpr LocalDate kMarch = 2026y / 3 / 1;

struct AssignmentsTest : ::testing::Test {
  PlanningOffice office;
  core::ScheduleId schedule = office.add_schedule();
  NewAssignment wanted{.schedule = schedule, .whom = office.site, .from = kMarch};

  auto create() { return create_assignment::run(office.ports(), {office.boss, wanted}, office.now()); }

  auto update(update_assignment::Input change) {
    change.actor = office.boss;
    return update_assignment::run(office.ports(), change, office.now());
  }

  auto list(const Principal& actor) {
    return expect_value(list_assignments::run(office.ports(), {.actor = actor}, office.now())).items;
  }
};

TEST_F(AssignmentsTest, the_cycle_begins_with_the_assignment_unless_said) {
  EXPECT_EQ(expect_value(create()).cycle_start, kMarch);
  wanted.cycle_start = 2026y / 2 / 23;
  wanted.whom = office.ada;
  const core::Assignment made = expect_value(create());
  const auto kept = expect_value(read_assignment::run(office.ports(), {office.boss, made.id}, office.now()));
  EXPECT_EQ(kept.cycle_start, LocalDate(2026y / 2 / 23));
  EXPECT_EQ(std::get<core::EmployeeId>(kept.whom), office.ada);
  EXPECT_EQ(office.audit_actions().back(), "assignment.create");
}

TEST_F(AssignmentsTest, it_names_things_of_the_company_only) {
  wanted.schedule = core::ScheduleId::make(office.now());
  EXPECT_EQ(fields_of(create()), std::vector<std::string>{"schedule_id"});
  wanted.schedule = schedule;
  wanted.whom = core::EmployeeId::make(office.now());
  EXPECT_EQ(fields_of(create()), std::vector<std::string>{"employee_id"});
  wanted.whom = core::RoleId::make(office.now());
  EXPECT_EQ(fields_of(create()), std::vector<std::string>{"role_id"});
  wanted.whom = core::SiteId::make(office.now());
  EXPECT_EQ(fields_of(create()), std::vector<std::string>{"site_id"});
}

TEST_F(AssignmentsTest, dates_are_real_and_in_order) {
  wanted.until = add_days(kMarch, -1);
  EXPECT_EQ(fields_of(create()), std::vector<std::string>{"until"});
  wanted.until = kMarch;
  EXPECT_TRUE(create().has_value());
  wanted.from = 2026y / 2 / 30;
  EXPECT_THAT(fields_of(create()), ::testing::Contains("from"));
}

TEST_F(AssignmentsTest, a_change_leaves_what_it_does_not_name) {
  const core::AssignmentId id = expect_value(create()).id;
  EXPECT_EQ(expect_value(update({.assignment = id, .until = LocalDate(2026y / 3 / 31)})).until, 2026y / 3 / 31);
  const core::Assignment later = expect_value(update({.assignment = id, .from = LocalDate(2026y / 3 / 9)}));
  EXPECT_EQ(later.from, LocalDate(2026y / 3 / 9));
  EXPECT_EQ(later.until, 2026y / 3 / 31);
  EXPECT_EQ(later.cycle_start, kMarch);
  EXPECT_EQ(fields_of(update({.assignment = id, .from = LocalDate(2026y / 4 / 1)})), std::vector<std::string>{"until"});
  EXPECT_EQ(expect_value(update({.assignment = id, .until = std::optional<LocalDate>()})).until, std::nullopt);
  EXPECT_EQ(fields_of(update({.assignment = id, .schedule = core::ScheduleId::make(office.now())})),
            std::vector<std::string>{"schedule_id"});
}

TEST_F(AssignmentsTest, a_list_can_be_of_one_schedule) {
  expect_value(create());
  const core::ScheduleId other = office.add_schedule("Other");
  list_assignments::Input query{.actor = office.boss, .schedule = other};
  EXPECT_TRUE(expect_value(list_assignments::run(office.ports(), query, office.now())).items.empty());
  query.schedule = schedule;
  EXPECT_EQ(expect_value(list_assignments::run(office.ports(), query, office.now())).items.size(), 1U);
  query.schedule = core::ScheduleId::make(office.now());
  EXPECT_EQ(code_of(list_assignments::run(office.ports(), query, office.now())), "schedule_unknown");
}

TEST_F(AssignmentsTest, what_is_for_one_person_is_not_for_other_employees) {
  expect_value(create());
  wanted.whom = office.ada;
  expect_value(create());
  wanted.whom = *office.as_approver.employee;
  const core::AssignmentId of_grace = expect_value(create()).id;
  EXPECT_EQ(list(office.boss).size(), 3U);
  EXPECT_EQ(list(office.as_ada).size(), 2U);
  EXPECT_EQ(code_of(read_assignment::run(office.ports(), {office.as_ada, of_grace}, office.now())),
            "assignment_unknown");
  EXPECT_TRUE(read_assignment::run(office.ports(), {office.as_approver, of_grace}, office.now()).has_value());
}

TEST_F(AssignmentsTest, one_that_is_removed_is_gone) {
  const core::AssignmentId id = expect_value(create()).id;
  EXPECT_TRUE(remove_assignment::run(office.ports(), {office.boss, id}, office.now()).has_value());
  EXPECT_EQ(code_of(remove_assignment::run(office.ports(), {office.boss, id}, office.now())), "assignment_unknown");
  EXPECT_TRUE(list(office.boss).empty());
  EXPECT_EQ(office.audit_actions().back(), "assignment.remove");
}

TEST_F(AssignmentsTest, another_companys_is_not_there) {
  const core::AssignmentId id = expect_value(create()).id;
  const Principal& other = office.outsider;
  EXPECT_EQ(code_of(read_assignment::run(office.ports(), {other, id}, office.now())), "assignment_unknown");
  EXPECT_EQ(code_of(update_assignment::run(office.ports(), {.actor = other, .assignment = id}, office.now())),
            "assignment_unknown");
  EXPECT_EQ(code_of(remove_assignment::run(office.ports(), {other, id}, office.now())), "assignment_unknown");
  EXPECT_TRUE(list(other).empty());
}

}  // namespace
}  // namespace attendsense::service::testing
