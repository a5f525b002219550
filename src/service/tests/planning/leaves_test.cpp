#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/service/event_feed.hpp"
#include "attendsense/service/planning/decide_leave.hpp"
#include "attendsense/service/planning/list_leave_kinds.hpp"
#include "attendsense/service/planning/list_leaves.hpp"
#include "attendsense/service/planning/read_leave.hpp"
#include "attendsense/service/planning/request_leave.hpp"
#include "attendsense/service/planning/update_leave_kind.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {
namespace {

using core::RequestState;
using decide_leave::Verdict;

constexpr LocalDate kMonday = 2026y / 3 / 9;
constexpr LocalDate kFriday = 2026y / 3 / 13;

struct LeavesTest : ::testing::Test {
  PlanningOffice office;
  core::LeaveKindId annual = office.add_leave_kind();
  request_leave::Input input{.actor = office.as_ada, .kind = annual, .from = kMonday, .to = kFriday};

  auto request() { return request_leave::run(office.ports(), input, office.now()); }

  core::LeaveId requested() { return expect_value(request()).leave.id; }

  auto decide(core::LeaveId leave, const Principal& actor, Verdict verdict) {
    return decide_leave::run(office.ports(), {actor, leave, verdict, "seen"}, office.now());
  }

  auto list(const Principal& actor, const core::LeaveFilter& filter = {}) {
    return list_leaves::run(office.ports(), {.actor = actor, .filter = filter}, office.now());
  }
};

TEST_F(LeavesTest, one_asks_and_another_approves) {
  input.reason = " the sea ";
  const LeaveView asked = expect_value(request());
  EXPECT_EQ(asked.leave.state, RequestState::requested);
  EXPECT_EQ(asked.leave.employee, office.ada);
  EXPECT_EQ(asked.leave.reason, "the sea");
  EXPECT_EQ(asked.name, "Ada Lovelace");
  EXPECT_EQ(asked.kind.name, "Annual leave");
  const LeaveView approved = expect_value(decide(asked.leave.id, office.as_approver, Verdict::approve));
  EXPECT_EQ(approved.leave.state, RequestState::approved);
  EXPECT_EQ(approved.leave.decided_by, office.as_approver.actor());
  EXPECT_EQ(approved.leave.note, "seen");
  EXPECT_THAT(office.audit_actions(), ::testing::IsSupersetOf({"leave.request", "leave.approve"}));
}

TEST_F(LeavesTest, the_person_and_those_who_decide_hear_of_it) {
  expect_value(decide(requested(), office.as_approver, Verdict::approve));
  const auto heard = [&](const Principal& listener) {
    return expect_value(expect_value(EventFeed::open(office.ports(), listener)).missed(0, 100)).events;
  };
  const auto events = heard(office.as_ada);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].type, "leave");
  EXPECT_EQ(boost::json::parse(events[1].body).at("state"), "approved");
  EXPECT_EQ(heard(office.as_approver).size(), 2U);
  Principal watcher = office.boss;
  watcher.permissions = {core::Permission::view_all};
  EXPECT_TRUE(heard(watcher).empty());
}

TEST_F(LeavesTest, nobody_approves_their_own_unless_the_policy_lets_them) {
  input.actor = office.as_approver;
  const core::LeaveId own = requested();
  EXPECT_EQ(code_of(decide(own, office.as_approver, Verdict::approve)), "own_request");
  input.from = input.to = 2026y / 3 / 16;
  input.approve = true;
  EXPECT_EQ(code_of(request()), "own_request");
  office.change_policy([](core::Policy& policy) { policy.self_approval = true; });
  EXPECT_EQ(expect_value(decide(own, office.as_approver, Verdict::approve)).leave.state, RequestState::approved);
  EXPECT_EQ(expect_value(request()).leave.state, RequestState::approved);
}

TEST_F(LeavesTest, employees_neither_approve_nor_ask_for_others) {
  const core::LeaveId own = requested();
  EXPECT_EQ(code_of(decide(own, office.as_ada, Verdict::approve)), "permission_missing");
  EXPECT_EQ(code_of(decide(own, office.as_ada, Verdict::refuse)), "permission_missing");
  input.from = input.to = 2026y / 4 / 1;
  input.approve = true;
  EXPECT_EQ(code_of(request()), "permission_missing");
  input.approve = false;
  input.employee = office.administrator;
  EXPECT_EQ(code_of(request()), "permission_missing");
}

TEST_F(LeavesTest, an_approver_enters_leave_for_somebody) {
  input.actor = office.as_approver;
  input.employee = office.ada;
  input.approve = true;
  const LeaveView entered = expect_value(request());
  EXPECT_EQ(entered.leave.state, RequestState::approved);
  EXPECT_EQ(entered.leave.decided_at, office.now());
  EXPECT_EQ(office.audit_actions().back(), "leave.enter");
}

TEST_F(LeavesTest, a_request_is_withdrawn_by_the_person_until_it_is_decided) {
  const core::LeaveId first = requested();
  EXPECT_EQ(expect_value(decide(first, office.as_ada, Verdict::withdraw)).leave.state, RequestState::withdrawn);
  EXPECT_EQ(code_of(decide(first, office.as_approver, Verdict::approve)), "request_decided");
  const core::LeaveId second = requested();
  expect_value(decide(second, office.as_approver, Verdict::approve));
  EXPECT_EQ(code_of(decide(second, office.as_ada, Verdict::withdraw)), "permission_missing");
  EXPECT_EQ(code_of(decide(second, office.as_approver, Verdict::refuse)), "request_decided");
  EXPECT_EQ(expect_value(decide(second, office.as_approver, Verdict::withdraw)).leave.state, RequestState::withdrawn);
  EXPECT_EQ(code_of(decide(second, office.as_approver, Verdict::withdraw)), "request_decided");
}

TEST_F(LeavesTest, it_does_not_meet_other_leave_of_the_person) {
  const core::LeaveId first = requested();
  input.from = input.to = kFriday;
  EXPECT_EQ(code_of(request()), "leave_overlaps");
  expect_value(decide(first, office.as_approver, Verdict::approve));
  EXPECT_EQ(code_of(request()), "leave_overlaps");
  expect_value(decide(first, office.as_approver, Verdict::withdraw));
  EXPECT_TRUE(request().has_value());
  input.actor = office.as_approver;
  EXPECT_TRUE(request().has_value()) << "of somebody else";
}

TEST_F(LeavesTest, two_halves_make_a_day) {
  input.to = kMonday;
  input.part = core::DayPart::first_half;
  EXPECT_TRUE(request().has_value());
  EXPECT_EQ(code_of(request()), "leave_overlaps");
  input.part = core::DayPart::whole;
  EXPECT_EQ(code_of(request()), "leave_overlaps");
  input.part = core::DayPart::second_half;
  EXPECT_TRUE(request().has_value());
}

TEST_F(LeavesTest, what_is_wrong_is_told) {
  input.to = add_days(kMonday, -1);
  EXPECT_EQ(fields_of(request()), std::vector<std::string>{"to"});
  input.to = add_days(kMonday, 366);
  EXPECT_EQ(fields_of(request()), std::vector<std::string>{"to"});
  input.to = kFriday;
  input.part = core::DayPart::first_half;
  input.reason = std::string(501, 'x');
  EXPECT_THAT(fields_of(request()), ::testing::ElementsAre("part", "reason"));
  input.part = core::DayPart::whole;
  input.reason.clear();
  input.kind = core::LeaveKindId::make(office.now());
  EXPECT_EQ(fields_of(request()), std::vector<std::string>{"leave_kind_id"});
  input.actor = office.as_approver;
  input.employee = core::EmployeeId::make(office.now());
  EXPECT_EQ(code_of(request()), "employee_unknown");
  input.actor = Principal::system(office.company);
  input.employee.reset();
  EXPECT_EQ(fields_of(request()), std::vector<std::string>{"employee_id"});
}

TEST_F(LeavesTest, a_kind_that_is_retired_stays_with_what_was_asked_for) {
  const core::LeaveId first = requested();
  expect_value(update_leave_kind::run(
      office.ports(), {.actor = office.boss, .kind = annual, .name = "Holidays", .active = false}, office.now()));
  const auto kinds = expect_value(list_leave_kinds::run(office.ports(), {office.as_ada}, office.now()));
  EXPECT_EQ(kinds.at(0).name, "Holidays");
  EXPECT_FALSE(kinds.at(0).active);
  EXPECT_EQ(expect_value(decide(first, office.as_approver, Verdict::approve)).kind.name, "Holidays");
  input.from = input.to = 2026y / 4 / 1;
  EXPECT_EQ(fields_of(request()), std::vector<std::string>{"leave_kind_id"});
  (void)office.add_leave_kind("Sickness");
  EXPECT_EQ(code_of(update_leave_kind::run(office.ports(), {.actor = office.boss, .kind = annual, .name = "sickness"},
                                           office.now())),
            "leave_kind_name_taken");
}

TEST_F(LeavesTest, a_closed_period_stays_as_it_is) {
  const core::LeaveId waiting = requested();
  input.from = input.to = kFriday + std::chrono::months{1};
  const core::LeaveId later = requested();
  expect_value(decide(later, office.as_approver, Verdict::approve));
  office.close_period(kFriday, kFriday + std::chrono::months{1});
  EXPECT_EQ(code_of(decide(waiting, office.as_approver, Verdict::approve)), "period_closed");
  EXPECT_EQ(code_of(decide(later, office.as_approver, Verdict::withdraw)), "period_closed");
  EXPECT_EQ(expect_value(decide(waiting, office.as_approver, Verdict::refuse)).leave.state, RequestState::refused)
      << "changes no figure";
  input.from = input.to = kFriday;
  EXPECT_EQ(code_of(request()), "period_closed");
}

TEST_F(LeavesTest, a_closed_period_of_another_site_does_not_matter) {
  const core::Site other{core::SiteId::make(office.now()), office.company, "Branch", "Europe/Paris"};
  ASSERT_TRUE(office.store->write([&](core::Transaction& t) { return t.companies().add_site(other); }));
  office.close_period(kMonday, kFriday, other.id);
  EXPECT_TRUE(request().has_value());
  office.close_period(kMonday, kFriday, office.site);
  input.from = input.to = kMonday;
  EXPECT_EQ(code_of(request()), "period_closed");
}

TEST_F(LeavesTest, lists_are_ones_own_or_everybodys) {
  const core::LeaveId of_ada = requested();
  input.actor = office.as_approver;
  const core::LeaveId of_grace = requested();
  EXPECT_EQ(expect_value(list(office.as_ada)).items.size(), 1U);
  EXPECT_EQ(expect_value(list(office.as_approver)).items.size(), 2U);
  EXPECT_EQ(expect_value(list(office.as_approver, {.employee = office.ada})).items.at(0).leave.id, of_ada);
  EXPECT_EQ(code_of(list(office.as_ada, {.employee = *office.as_approver.employee})), "permission_missing");
  EXPECT_EQ(expect_value(list(office.as_approver, {.state = RequestState::approved})).items.size(), 0U);
  const core::DateRange april{2026y / 4 / 1, 2026y / 4 / 30};
  EXPECT_TRUE(expect_value(list(office.as_approver, {.dates = april})).items.empty());
  const core::DateRange touching{kFriday, 2026y / 4 / 30};
  EXPECT_EQ(expect_value(list(office.as_approver, {.dates = touching})).items.size(), 2U);
  EXPECT_TRUE(read_leave::run(office.ports(), {office.as_ada, of_ada}, office.now()).has_value());
  EXPECT_TRUE(read_leave::run(office.ports(), {office.as_approver, of_ada}, office.now()).has_value());
  EXPECT_EQ(code_of(read_leave::run(office.ports(), {office.as_ada, of_grace}, office.now())), "leave_unknown");
  EXPECT_EQ(code_of(decide(of_grace, office.as_ada, Verdict::withdraw)), "leave_unknown");
}

TEST_F(LeavesTest, lists_come_in_pages_newest_first) {
  for (int day = 0; day < 3; ++day) {
    input.from = input.to = add_days(kMonday, day);
    office.clock.advance(1s);
    (void)requested();
  }
  list_leaves::Input wanted{.actor = office.as_ada, .limit = 2};
  const auto first = expect_value(list_leaves::run(office.ports(), wanted, office.now()));
  EXPECT_EQ(first.items.at(0).leave.from, add_days(kMonday, 2));
  wanted.after = first.next.value();
  const auto second = expect_value(list_leaves::run(office.ports(), wanted, office.now()));
  EXPECT_EQ(second.items.at(0).leave.from, kMonday);
  EXPECT_FALSE(second.next.has_value());
}

TEST_F(LeavesTest, another_companys_is_not_there) {
  const core::LeaveId leave = requested();
  EXPECT_EQ(code_of(read_leave::run(office.ports(), {office.outsider, leave}, office.now())), "leave_unknown");
  EXPECT_EQ(code_of(decide(leave, office.outsider, Verdict::approve)), "leave_unknown");
  EXPECT_TRUE(expect_value(list(office.outsider)).items.empty());
  input.actor = office.outsider;
  input.employee = office.ada;
  EXPECT_EQ(code_of(request()), "employee_unknown");
  EXPECT_EQ(code_of(update_leave_kind::run(office.ports(), {.actor = office.outsider, .kind = annual}, office.now())),
            "leave_kind_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
