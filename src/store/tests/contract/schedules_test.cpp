#include "contract/engine.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

template <class Row>
auto ids_of(const std::vector<Row>& rows) {
  std::vector<decltype(Row::id)> ids;
  for (const Row& row : rows) ids.push_back(row.id);
  return ids;
}

}  // namespace

TEST_P(StoreContract, a_schedule_is_found_as_it_was_stored) {
  const Schedule stored = schedule_of(office_, "Early and late");
  must(write([&](auto& t) { return t.schedules().add(stored); }));
  const auto found = get([&](auto& t) { return t.schedules().find(stored.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->company, stored.company);
  EXPECT_EQ(found->name, stored.name);
  EXPECT_EQ(found->rhythm, stored.rhythm);
  EXPECT_EQ(found->cycle, stored.cycle);
  EXPECT_EQ(found->rules, stored.rules);
  EXPECT_EQ(found->created_at, stored.created_at);
  EXPECT_FALSE(get([&](auto& t) { return t.schedules().find(new_id<ScheduleId>()); }));
}

TEST_P(StoreContract, a_schedule_is_changed) {
  Schedule schedule = schedule_of(office_, "Early");
  must(write([&](auto& t) { return t.schedules().add(schedule); }));
  schedule.name = "Late";
  schedule.rhythm = Rhythm::weekly;
  schedule.cycle.assign(7, {});
  schedule.rules = {};
  must(write([&](auto& t) { return t.schedules().update(schedule); }));
  const auto found = get([&](auto& t) { return t.schedules().find(schedule.id); });
  EXPECT_EQ(found->name, "Late");
  EXPECT_EQ(found->rhythm, Rhythm::weekly);
  EXPECT_EQ(found->cycle, schedule.cycle);
  EXPECT_EQ(found->rules, AttendanceRules{});
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.schedules().update(schedule_of(office_, "New")); }),
                         Failure::not_found, "schedule_unknown"));
}

TEST_P(StoreContract, a_schedule_that_contradicts_itself_is_refused) {
  Schedule schedule = schedule_of(office_, "Early");
  schedule.cycle.clear();
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.schedules().add(schedule); }), Failure::invalid_input,
                         "schedule_invalid"));
}

TEST_P(StoreContract, a_damaged_schedule_is_named) {
  must(write([&](auto& t) { return t.schedules().add(schedule_of(office_, "Early")); }));
  EXPECT_FALSE(tamper("UPDATE schedule SET definition = '{\"version\":1}'"));
  const auto all = read_from(store(), [&](auto& t) { return t.schedules().all(office_.company.id); });
  EXPECT_TRUE(fails_with(all, Failure::corrupt, "schedule_malformed"));
  EXPECT_NE(all.error().message.find("'Early'"), std::string::npos) << all.error().message;
}

TEST_P(StoreContract, the_name_of_a_schedule_is_taken_once_in_a_company_whatever_its_case) {
  const Office other = Office::make("Difference Engines");
  must(write([&](auto& t) -> Result<void> {
    must(add(t, other));
    must(t.schedules().add(schedule_of(office_, "Frühschicht")));
    must(t.schedules().add(schedule_of(office_, "abend")));
    return t.schedules().add(schedule_of(other, "Frühschicht"));
  }));
  Schedule same = schedule_of(office_, "FRÜHSCHICHT");
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.schedules().add(same); }), Failure::conflict, "schedule_name_taken"));
  same.name = "Spät";
  must(write([&](auto& t) { return t.schedules().add(same); }));
  same.name = "frühschicht";
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.schedules().update(same); }), Failure::conflict, "schedule_name_taken"));
  std::vector<std::string> names;
  for (const auto& schedule : get([&](auto& t) { return t.schedules().all(office_.company.id); })) {
    names.push_back(schedule.name);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"abend", "Frühschicht", "Spät"})) << "by name, whatever its case";
}

TEST_P(StoreContract, a_schedule_that_somebody_follows_is_not_removed) {
  const Schedule schedule = schedule_of(office_, "Early");
  const Assignment assignment = assignment_of(office_, schedule.id, office_.ada.id);
  must(write([&](auto& t) -> Result<void> {
    must(t.schedules().add(schedule));
    return t.schedules().add_assignment(assignment);
  }));
  EXPECT_TRUE(fails_with(write([&](auto& t) -> Result<void> {
                           auto removed = t.schedules().remove(schedule.id);
                           if (!removed) return fail(std::move(removed));
                           return {};
                         }),
                         Failure::conflict, "schedule_assigned"));
  EXPECT_TRUE(must(write_to(store(), [&](auto& t) { return t.schedules().remove_assignment(assignment.id); })));
  EXPECT_FALSE(must(write_to(store(), [&](auto& t) { return t.schedules().remove_assignment(assignment.id); })));
  EXPECT_TRUE(must(write_to(store(), [&](auto& t) { return t.schedules().remove(schedule.id); })));
  EXPECT_FALSE(must(write_to(store(), [&](auto& t) { return t.schedules().remove(schedule.id); })));
}

TEST_P(StoreContract, an_assignment_is_found_as_it_was_stored_and_changed) {
  const Schedule schedule = schedule_of(office_, "Early");
  const Schedule another = schedule_of(office_, "Late");
  Assignment stored = assignment_of(office_, schedule.id, office_.ada.id);
  const auto expect_found = [&] {
    const auto found = get([&](auto& t) { return t.schedules().find_assignment(stored.id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->company, stored.company);
    EXPECT_EQ(found->schedule, stored.schedule);
    EXPECT_EQ(found->whom, stored.whom);
    EXPECT_EQ(found->from, stored.from);
    EXPECT_EQ(found->until, stored.until);
    EXPECT_EQ(found->cycle_start, stored.cycle_start);
    EXPECT_EQ(found->created_at, stored.created_at);
  };
  must(write([&](auto& t) -> Result<void> {
    must(t.schedules().add(schedule));
    must(t.schedules().add(another));
    return t.schedules().add_assignment(stored);
  }));
  expect_found();
  stored.schedule = another.id;
  stored.from = march(30);
  stored.until.reset();
  stored.cycle_start = march(-400);
  for (const auto& whom : {decltype(stored.whom)(office_.role.id), decltype(stored.whom)(office_.site.id)}) {
    stored.whom = whom;
    must(write([&](auto& t) { return t.schedules().update_assignment(stored); }));
    expect_found();
  }
  stored.id = new_id<AssignmentId>();
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.schedules().update_assignment(stored); }), Failure::not_found,
                         "assignment_unknown"));
}

TEST_P(StoreContract, an_assignment_stays_within_its_company_and_its_dates) {
  const Office other = Office::make("Difference Engines");
  const Schedule schedule = schedule_of(office_, "Early");
  must(write([&](auto& t) -> Result<void> {
    must(add(t, other));
    return t.schedules().add(schedule);
  }));
  const auto add_assignment = [&](const Assignment& assignment) {
    return write([&](auto& t) { return t.schedules().add_assignment(assignment); });
  };
  Assignment assignment = assignment_of(office_, schedule.id, office_.ada.id);
  assignment.whom = other.ada.id;
  EXPECT_TRUE(fails_with(add_assignment(assignment), Failure::conflict, "reference_unknown"));
  assignment.whom = other.role.id;
  EXPECT_TRUE(fails_with(add_assignment(assignment), Failure::conflict, "reference_unknown"));
  assignment.whom = other.site.id;
  EXPECT_TRUE(fails_with(add_assignment(assignment), Failure::conflict, "reference_unknown"));
  assignment = assignment_of(other, schedule.id, other.ada.id);
  EXPECT_TRUE(fails_with(add_assignment(assignment), Failure::conflict, "reference_unknown"));
  assignment = assignment_of(office_, schedule.id, office_.ada.id);
  assignment.until = march(1);
  EXPECT_TRUE(fails_with(add_assignment(assignment), Failure::invalid_input, "value_refused"));
  assignment.until = LocalDate();
  EXPECT_TRUE(fails_with(add_assignment(assignment), Failure::invalid_input, "value_refused"));
  must(write(
      [&](auto& t) { return t.schedules().add_assignment(assignment_of(office_, schedule.id, office_.ada.id)); }));
  EXPECT_TRUE(tamper("UPDATE assignment SET role = (SELECT min(role) FROM employee)")) << "of one thing at a time";
  EXPECT_TRUE(tamper("UPDATE assignment SET employee = NULL"));
}

TEST_P(StoreContract, assignments_are_listed_by_schedule_and_page) {
  const Schedule early = schedule_of(office_, "Early");
  const Schedule late = schedule_of(office_, "Late");
  std::vector<AssignmentId> expected;
  std::vector<AssignmentId> expected_late;
  must(write([&](auto& t) -> Result<void> {
    must(t.schedules().add(early));
    must(t.schedules().add(late));
    for (int i = 0; i < 10; ++i) {
      const auto assignment = assignment_of(office_, i % 3 == 0 ? late.id : early.id, office_.ada.id);
      must(t.schedules().add_assignment(assignment));
      expected.push_back(assignment.id);
      if (i % 3 == 0) expected_late.push_back(assignment.id);
    }
    return {};
  }));
  const auto list = [&](std::optional<ScheduleId> schedule) {
    std::vector<AssignmentId> seen;
    for (Page page{"", 3};; page.after = seen.back().to_string()) {
      const auto rows =
          get([&](auto& t) { return t.schedules().list_assignments(office_.company.id, schedule, page); });
      for (const Assignment& assignment : rows) seen.push_back(assignment.id);
      if (rows.size() < 3) return seen;
    }
  };
  EXPECT_EQ(list(std::nullopt), expected);
  EXPECT_EQ(list(late.id), expected_late);
  EXPECT_EQ(list(new_id<ScheduleId>()), std::vector<AssignmentId>{});
}

TEST_P(StoreContract, the_assignments_of_some_dates_are_found_for_all_and_for_one) {
  const Schedule schedule = schedule_of(office_, "Early");
  const Employee grace = office_.employee("Grace", "Hopper");
  Assignment of_ada = assignment_of(office_, schedule.id, office_.ada.id);  // from the 2nd until the 20th
  Assignment of_grace = assignment_of(office_, schedule.id, grace.id);
  of_grace.from = march(10);
  of_grace.until.reset();
  Assignment of_role = of_grace;
  of_role.id = new_id<AssignmentId>();
  of_role.whom = office_.role.id;
  Assignment of_site = of_grace;
  of_site.id = new_id<AssignmentId>();
  of_site.whom = office_.site.id;
  of_site.until = march(15);
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    must(t.schedules().add(schedule));
    for (const Assignment& assignment : {of_ada, of_grace, of_role, of_site}) {
      must(t.schedules().add_assignment(assignment));
    }
    return {};
  }));
  const auto in = [&](int from, int to, const std::optional<Employee>& employee) {
    return ids_of(get(
        [&](auto& t) { return t.schedules().assignments_in(office_.company.id, {march(from), march(to)}, employee); }));
  };
  using Ids = std::vector<AssignmentId>;
  EXPECT_EQ(in(1, 31, std::nullopt), (Ids{of_ada.id, of_grace.id, of_role.id, of_site.id}));
  EXPECT_EQ(in(1, 31, office_.ada), (Ids{of_ada.id, of_role.id, of_site.id}));
  EXPECT_EQ(in(1, 31, grace), (Ids{of_grace.id, of_role.id, of_site.id}));
  EXPECT_EQ(in(1, 1, std::nullopt), Ids{});
  EXPECT_EQ(in(1, 2, std::nullopt), Ids{of_ada.id});
  EXPECT_EQ(in(15, 15, grace), (Ids{of_grace.id, of_role.id, of_site.id})) << "the last date belongs to it";
  EXPECT_EQ(in(20, 40, office_.ada), (Ids{of_ada.id, of_role.id}));
  EXPECT_EQ(in(21, 400, office_.ada), Ids{of_role.id});
}

}  // namespace attendsense::store::testing
