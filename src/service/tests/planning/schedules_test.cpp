#include <gmock/gmock.h>

#include "attendsense/service/planning/create_assignment.hpp"
#include "attendsense/service/planning/create_schedule.hpp"
#include "attendsense/service/planning/list_schedules.hpp"
#include "attendsense/service/planning/read_schedule.hpp"
#include "attendsense/service/planning/remove_schedule.hpp"
#include "attendsense/service/planning/update_schedule.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {
namespace {

struct SchedulesTest : ::testing::Test {
  PlanningOffice office;

  auto create(ScheduleDefinition definition) {
    return create_schedule::run(office.ports(), {office.boss, std::move(definition)}, office.now());
  }

  auto update(core::ScheduleId id, ScheduleDefinition definition, Precondition<core::Schedule> precondition = {}) {
    return update_schedule::run(office.ports(), {office.boss, id, std::move(definition), std::move(precondition)},
                                office.now());
  }

  auto read(core::ScheduleId id) { return read_schedule::run(office.ports(), {office.as_ada, id}, office.now()); }

  auto remove(core::ScheduleId id) { return remove_schedule::run(office.ports(), {office.boss, id}, office.now()); }
};

TEST_F(SchedulesTest, one_that_is_made_is_read_by_everybody_as_it_was_said) {
  ScheduleDefinition definition = office_hours("  Office hours ");
  definition.cycle[0][0].name = " day ";
  definition.rules.grace_late = 5min;
  definition.rules.legal_breaks = {{6h, 30min}};
  const core::Schedule made = expect_value(create(definition));
  const core::Schedule kept = expect_value(read(made.id));
  EXPECT_EQ(kept.name, "Office hours");
  EXPECT_EQ(kept.cycle.at(0).at(0).name, "day");
  EXPECT_EQ(kept.cycle.at(1), definition.cycle.at(1));
  EXPECT_EQ(kept.rules, definition.rules);
  EXPECT_EQ(office.audit_actions().back(), "schedule.create");
}

TEST_F(SchedulesTest, everything_that_is_wrong_is_told_at_once) {
  ScheduleDefinition definition = office_hours("");
  definition.cycle.pop_back();
  definition.cycle[2][0].name = "a\x01";
  definition.cycle[2][0].frame.to = 8h;
  definition.rules.rounding_step = 7min;
  EXPECT_THAT(
      fields_of(create(definition)),
      ::testing::IsSupersetOf({"name", "cycle[2][0].name", "cycle", "cycle[2][0].to", "rules.rounding_step_minutes"}));
}

TEST_F(SchedulesTest, a_name_is_taken_once) {
  (void)office.add_schedule("Early");
  EXPECT_EQ(code_of(create(office_hours("EARLY"))), "schedule_name_taken");
  const core::ScheduleId late = office.add_schedule("Late");
  EXPECT_EQ(code_of(update(late, office_hours("early"))), "schedule_name_taken");
  EXPECT_TRUE(update(late, office_hours("LATE")).has_value());
}

TEST_F(SchedulesTest, another_definition_takes_the_place_of_the_old_one) {
  const core::ScheduleId id = office.add_schedule();
  ScheduleDefinition definition = office_hours();
  definition.cycle[4].clear();
  definition.rules.overtime = core::Overtime::approved;
  expect_value(update(id, definition));
  const core::Schedule kept = expect_value(read(id));
  EXPECT_TRUE(kept.cycle.at(4).empty());
  EXPECT_EQ(kept.rules.overtime, core::Overtime::approved);
  EXPECT_EQ(office.audit_actions().back(), "schedule.update");
}

TEST_F(SchedulesTest, the_same_definition_again_is_no_change) {
  const core::ScheduleId id = office.add_schedule();
  const auto before = office.audit_actions().size();
  expect_value(update(id, office_hours()));
  EXPECT_EQ(office.audit_actions().size(), before);
}

TEST_F(SchedulesTest, a_precondition_that_is_not_met_changes_nothing) {
  const core::ScheduleId id = office.add_schedule();
  const auto somebody_was_faster = [](const core::Schedule& schedule) -> Result<void> {
    return fail(Failure::conflict, "seen_" + schedule.name, "changed meanwhile");
  };
  EXPECT_EQ(code_of(update(id, office_hours("New"), somebody_was_faster)), "seen_Office hours");
  EXPECT_EQ(code_of(remove_schedule::run(office.ports(), {office.boss, id, somebody_was_faster}, office.now())),
            "seen_Office hours");
  EXPECT_EQ(expect_value(read(id)).name, "Office hours");
}

TEST_F(SchedulesTest, one_that_is_followed_stays) {
  const core::ScheduleId id = office.add_schedule();
  const create_assignment::Input input{office.boss, {.schedule = id, .whom = office.site, .from = 2026y / 3 / 2}};
  expect_value(create_assignment::run(office.ports(), input, office.now()));
  EXPECT_EQ(code_of(remove(id)), "schedule_assigned");
  const core::ScheduleId other = office.add_schedule("Other");
  EXPECT_TRUE(remove(other).has_value());
  EXPECT_EQ(code_of(read(other)), "schedule_unknown");
  EXPECT_EQ(office.audit_actions().back(), "schedule.remove");
}

TEST_F(SchedulesTest, lists_come_in_pages_by_name) {
  for (const char* name : {"C", "a", "B"}) (void)office.add_schedule(name);
  list_schedules::Input input{.actor = office.as_ada, .limit = 2};
  const auto first = expect_value(list_schedules::run(office.ports(), input, office.now()));
  EXPECT_EQ(first.items.at(0).name, "a");
  EXPECT_EQ(first.items.at(1).name, "B");
  input.after = first.next.value();
  const auto second = expect_value(list_schedules::run(office.ports(), input, office.now()));
  EXPECT_EQ(second.items.at(0).name, "C");
  EXPECT_FALSE(second.next.has_value());
  input.after = core::ScheduleId::make(office.now()).to_string();
  EXPECT_EQ(code_of(list_schedules::run(office.ports(), input, office.now())), "cursor_unknown");
}

TEST_F(SchedulesTest, another_companys_is_not_there) {
  const core::ScheduleId id = office.add_schedule();
  const Principal& other = office.outsider;
  EXPECT_EQ(code_of(read_schedule::run(office.ports(), {other, id}, office.now())), "schedule_unknown");
  EXPECT_EQ(code_of(update_schedule::run(office.ports(), {other, id, office_hours(), {}}, office.now())),
            "schedule_unknown");
  EXPECT_EQ(code_of(remove_schedule::run(office.ports(), {other, id}, office.now())), "schedule_unknown");
  EXPECT_TRUE(expect_value(list_schedules::run(office.ports(), {.actor = other}, office.now())).items.empty());
}

}  // namespace
}  // namespace attendsense::service::testing
