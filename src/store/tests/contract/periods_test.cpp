#include "contract/engine.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_period_is_found_as_it_was_closed_and_opened_again) {
  Period stored = period_of(office_, march(1), march(31));
  stored.site = office_.site.id;
  const auto expect_found = [&] {
    const auto found = get([&](auto& t) { return t.periods().find(stored.id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->company, stored.company);
    EXPECT_EQ(found->site, stored.site);
    EXPECT_EQ(found->from, stored.from);
    EXPECT_EQ(found->to, stored.to);
    EXPECT_EQ(found->state, stored.state);
    EXPECT_EQ(found->hash, stored.hash);
    EXPECT_EQ(found->closed_by, stored.closed_by);
    EXPECT_EQ(found->closed_at, stored.closed_at);
    EXPECT_EQ(found->reopened_by, stored.reopened_by);
    EXPECT_EQ(found->reopened_at, stored.reopened_at);
    EXPECT_EQ(found->reason, stored.reason);
  };
  must(write([&](auto& t) { return t.periods().add(stored); }));
  expect_found();
  stored.state = PeriodState::reopened;
  stored.hash = "another hash";
  stored.reopened_by = "employee:boss";
  stored.reopened_at = at(50);
  stored.reason = "A late capture";
  must(write([&](auto& t) { return t.periods().update(stored); }));
  expect_found();
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.periods().update(period_of(office_, march(1), march(2))); }),
                         Failure::not_found, "period_unknown"));
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.periods().add(period_of(office_, march(2), march(1))); }),
                         Failure::invalid_input, "value_refused"));
}

TEST_P(StoreContract, periods_are_listed_and_the_closed_ones_found_by_date) {
  const Period second = period_of(office_, march(16), march(31));
  const Period first = period_of(office_, march(1), march(15));
  Period reopened = period_of(office_, march(10), march(20));
  reopened.state = PeriodState::reopened;
  must(write([&](auto& t) -> Result<void> {
    for (const Period& period : {second, first, reopened}) must(t.periods().add(period));
    return {};
  }));
  const auto ids_of = [](const std::vector<Period>& periods) {
    std::vector<PeriodId> ids;
    for (const Period& period : periods) ids.push_back(period.id);
    return ids;
  };
  const auto closed_in = [&](int from, int to) {
    return ids_of(get([&](auto& t) { return t.periods().closed_in(office_.company.id, {march(from), march(to)}); }));
  };
  using Ids = std::vector<PeriodId>;
  EXPECT_EQ(ids_of(get([&](auto& t) { return t.periods().all(office_.company.id); })),
            (Ids{first.id, reopened.id, second.id}));
  EXPECT_EQ(closed_in(15, 16), (Ids{first.id, second.id}));
  EXPECT_EQ(closed_in(15, 15), Ids{first.id});
  EXPECT_EQ(closed_in(16, 16), Ids{second.id});
  EXPECT_EQ(closed_in(32, 99), Ids{});
  EXPECT_EQ(closed_in(-9, 0), Ids{});
}

TEST_P(StoreContract, the_sheets_of_a_period_are_found_and_listed_by_person) {
  const Period period = period_of(office_, march(1), march(31));
  std::vector<EmployeeId> expected{office_.ada.id};
  must(write([&](auto& t) -> Result<void> {
    must(t.periods().add(period));
    for (int i = 0; i < 6; ++i) {
      const Employee employee = office_.employee("Person" + std::to_string(i), "Of Many");
      must(t.employees().add(employee));
      must(t.periods().add_sheet(sheet_of(period.id, employee.id)));
      expected.push_back(employee.id);
    }
    return t.periods().add_sheet(sheet_of(period.id, office_.ada.id));
  }));
  std::ranges::sort(expected);
  std::vector<EmployeeId> seen;
  for (Page page{"", 3};; page.after = seen.back().to_string()) {
    const auto rows = get([&](auto& t) { return t.periods().sheets(period.id, page); });
    for (const PeriodSheet& sheet : rows) seen.push_back(sheet.employee);
    if (rows.size() < 3) break;
  }
  EXPECT_EQ(seen, expected);

  const auto found = get([&](auto& t) { return t.periods().find_sheet(period.id, office_.ada.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->period, period.id);
  EXPECT_EQ(found->figures, sheet_of(period.id, office_.ada.id).figures);
  EXPECT_EQ(found->hash, "hash of one");
  EXPECT_FALSE(get([&](auto& t) { return t.periods().find_sheet(period.id, new_id<EmployeeId>()); }));

  const auto of = [&](std::vector<PeriodId> periods, std::vector<EmployeeId> people) {
    const auto sheets = get([&](auto& t) { return t.periods().sheets_of(periods, people); });
    std::set<EmployeeId> whose;
    for (const PeriodSheet& sheet : sheets) whose.insert(sheet.employee);
    EXPECT_EQ(whose.size(), sheets.size());
    return whose;
  };
  EXPECT_EQ(of({period.id, new_id<PeriodId>()}, {expected[3], new_id<EmployeeId>(), expected[1]}),
            (std::set{expected[1], expected[3]}));
  EXPECT_TRUE(of({}, expected).empty());
  EXPECT_TRUE(of({period.id}, {}).empty());
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.periods().add_sheet(sheet_of(period.id, office_.ada.id)); }),
                         Failure::conflict, "already_stored"));
}

TEST_P(StoreContract, a_sheet_is_of_a_period_and_a_person_of_the_company) {
  const Office other = Office::make("Difference Engines");
  const Period period = period_of(office_, march(1), march(31));
  must(write([&](auto& t) -> Result<void> {
    must(add(t, other));
    return t.periods().add(period);
  }));
  const auto add_sheet = [&](PeriodId of, EmployeeId employee) {
    return write([&](auto& t) { return t.periods().add_sheet(sheet_of(of, employee)); });
  };
  EXPECT_TRUE(fails_with(add_sheet(period.id, other.ada.id), Failure::conflict, "reference_unknown"));
  EXPECT_TRUE(fails_with(add_sheet(new_id<PeriodId>(), office_.ada.id), Failure::conflict, "reference_unknown"));
}

TEST_P(StoreContract, what_payroll_was_told_is_neither_changed_nor_deleted) {
  const Period period = period_of(office_, march(1), march(31));
  must(write([&](auto& t) -> Result<void> {
    must(t.periods().add(period));
    return t.periods().add_sheet(sheet_of(period.id, office_.ada.id));
  }));
  for (const auto* sql : {"UPDATE period_sheet SET figures = '{}'", "UPDATE period_sheet SET figures = ''",
                          "UPDATE period_sheet SET hash = ''", "DELETE FROM period_sheet", "DELETE FROM period"}) {
    EXPECT_TRUE(tamper(sql)) << sql;
  }
  must(write([&](auto& t) { return t.employees().erase(office_.ada.id); }));
  for (const auto* sql :
       {"UPDATE period_sheet SET figures = '{}'", "UPDATE period_sheet SET hash = ''", "DELETE FROM period_sheet"}) {
    EXPECT_TRUE(tamper(sql)) << sql << " once the person was erased";
  }
}

}  // namespace attendsense::store::testing
