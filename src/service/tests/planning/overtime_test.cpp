#include <gmock/gmock.h>

#include "attendsense/service/planning/grant_overtime.hpp"
#include "attendsense/service/planning/list_overtime_grants.hpp"
#include "attendsense/service/planning/revoke_overtime.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {
namespace {

constexpr LocalDate kMonday = 2026y / 3 / 9;

struct OvertimeTest : ::testing::Test {
  PlanningOffice office;
  grant_overtime::Input input{
      .actor = office.as_approver, .employee = office.ada, .date = kMonday, .most = 90min, .reason = "stocktaking"};

  auto grant() { return grant_overtime::run(office.ports(), input, office.now()); }

  auto revoke(core::OvertimeGrantId id) {
    return revoke_overtime::run(office.ports(), {office.as_approver, id}, office.now());
  }

  auto list(const Principal& actor, std::optional<core::EmployeeId> employee = {}) {
    return list_overtime_grants::run(
        office.ports(), {.actor = actor, .from = kMonday, .to = kMonday, .employee = employee}, office.now());
  }
};

TEST_F(OvertimeTest, is_granted_seen_and_taken_back) {
  const OvertimeGrantView made = expect_value(grant());
  EXPECT_EQ(made.name, "Ada Lovelace");
  EXPECT_EQ(expect_value(list(office.as_ada)).items.at(0).grant.most, 90min);
  ASSERT_TRUE(revoke(made.grant.id).has_value());
  const auto audited = office.audit_actions();
  EXPECT_EQ(audited.back(), "overtime.revoke");
  EXPECT_TRUE(expect_value(list(office.as_ada)).items.at(0).grant.revoked_at.has_value());
  ASSERT_TRUE(revoke(made.grant.id).has_value());
  EXPECT_EQ(office.audit_actions(), audited);
}

TEST_F(OvertimeTest, is_of_a_sensible_length) {
  for (const auto most : {0min, -1min, 961min}) {
    input.most = most;
    EXPECT_EQ(fields_of(grant()), std::vector<std::string>{"minutes"});
  }
  input.most = 960min;
  EXPECT_TRUE(grant().has_value());
}

TEST_F(OvertimeTest, nobody_grants_it_to_themselves_unless_the_policy_lets_them) {
  input.employee = *office.as_approver.employee;
  EXPECT_EQ(code_of(grant()), "own_request");
  office.change_policy([](core::Policy& policy) { policy.self_approval = true; });
  EXPECT_TRUE(grant().has_value());
}

TEST_F(OvertimeTest, a_closed_period_stays_as_it_is) {
  const core::OvertimeGrantId before = expect_value(grant()).grant.id;
  office.close_period(kMonday, kMonday);
  EXPECT_EQ(code_of(grant()), "period_closed");
  EXPECT_EQ(code_of(revoke(before)), "period_closed");
}

TEST_F(OvertimeTest, employees_see_their_own_only) {
  expect_value(grant());
  input.employee = office.administrator;
  expect_value(grant());
  EXPECT_EQ(expect_value(list(office.as_approver)).items.size(), 2U);
  EXPECT_EQ(expect_value(list(office.as_ada)).items.size(), 1U);
  EXPECT_EQ(code_of(list(office.as_ada, office.administrator)), "permission_missing");
}

TEST_F(OvertimeTest, lists_come_in_pages) {
  for (int i = 0; i < 3; ++i) expect_value(grant());
  list_overtime_grants::Input wanted{.actor = office.as_approver, .from = kMonday, .to = kMonday, .limit = 2};
  const auto first = expect_value(list_overtime_grants::run(office.ports(), wanted, office.now()));
  EXPECT_EQ(first.items.size(), 2U);
  wanted.after = first.next.value();
  EXPECT_EQ(expect_value(list_overtime_grants::run(office.ports(), wanted, office.now())).items.size(), 1U);
}

TEST_F(OvertimeTest, another_companys_is_not_there) {
  const core::OvertimeGrantId id = expect_value(grant()).grant.id;
  EXPECT_EQ(code_of(revoke_overtime::run(office.ports(), {office.outsider, id}, office.now())),
            "overtime_grant_unknown");
  EXPECT_TRUE(expect_value(list(office.outsider)).items.empty());
  input.actor = office.outsider;
  EXPECT_FALSE(grant().has_value());
}

}  // namespace
}  // namespace attendsense::service::testing
