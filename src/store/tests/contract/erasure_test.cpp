#include "contract/engine.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

// What is planned for everybody stays, and so does what was planned for somebody else.
TEST_P(StoreContract, erasing_leaves_of_planning_nothing_but_the_hash_of_a_sheet) {
  const Employee grace = office_.employee("Grace", "Hopper");
  must(write([&](auto& t) -> Result<void> {
    must(add_planning(t, office_));
    return t.employees().add(grace);
  }));
  const CompanyId company = office_.company.id;
  const DateRange dates{march(1), march(31)};
  const auto schedule = get([&](auto& t) { return t.schedules().all(company); }).at(0);
  const auto kind = get([&](auto& t) { return t.leaves().kinds(company); }).at(0);
  const auto correction = get([&](auto& t) { return t.corrections().list(company, {}, {}); }).at(0);
  const auto period = get([&](auto& t) { return t.periods().all(company); }).at(0);
  const Assignment hers = assignment_of(office_, schedule.id, grace.id);
  Leave her_leave = leave_of(office_, kind.id, march(3), march(4));
  her_leave.employee = grace.id;
  Correction her_correction = addition_of(office_, at(30));
  her_correction.employee = grace.id;
  must(write([&](auto& t) -> Result<void> {
    must(t.schedules().add_assignment(hers));
    must(t.leaves().add(her_leave));
    must(t.corrections().add(her_correction));
    return t.periods().add_sheet(sheet_of(period.id, grace.id));
  }));

  must(write([&](auto& t) { return t.employees().erase(office_.ada.id); }));

  must(store().read([&](Transaction& t) -> Result<void> {
    EXPECT_TRUE(must(t.schedules().find(schedule.id)));
    EXPECT_EQ(must(t.schedules().list_assignments(company, std::nullopt, {})).size(), 1U);
    EXPECT_EQ(must(t.holidays().in(company, dates, std::nullopt)).size(), 1U);
    EXPECT_TRUE(must(t.leaves().find_kind(kind.id)));
    EXPECT_EQ(must(t.leaves().list(company, {}, {})).size(), 1U);
    EXPECT_TRUE(must(t.leaves().grants_in(company, dates, std::nullopt)).empty());
    EXPECT_TRUE(must(t.punches().list(company, {}, {})).empty());
    EXPECT_EQ(must(t.corrections().list(company, {}, {})).size(), 1U);
    EXPECT_TRUE(must(t.corrections().decisions(correction.id)).empty());
    const auto emptied = must(t.periods().find_sheet(period.id, office_.ada.id));
    EXPECT_TRUE(emptied);
    EXPECT_EQ(emptied->figures, "");
    EXPECT_EQ(emptied->hash, "hash of one");
    EXPECT_NE(must(t.periods().find_sheet(period.id, grace.id))->figures, "");
    EXPECT_EQ(must(t.periods().find(period.id))->hash, period.hash);
    return {};
  }));
}

}  // namespace attendsense::store::testing
