#include "contract/engine.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_kind_of_leave_is_found_changed_and_listed_by_name) {
  LeaveKind annual = leave_kind_of(office_, "urlaub");
  must(write([&](auto& t) -> Result<void> {
    must(t.leaves().add_kind(annual));
    return t.leaves().add_kind(leave_kind_of(office_, "Sonderurlaub"));
  }));
  annual.name = "Übrige";
  annual.paid = true;
  annual.active = false;
  must(write([&](auto& t) { return t.leaves().update_kind(annual); }));
  const auto found = get([&](auto& t) { return t.leaves().find_kind(annual.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->company, annual.company);
  EXPECT_EQ(found->name, "Übrige");
  EXPECT_TRUE(found->paid);
  EXPECT_FALSE(found->active);
  const auto kinds = get([&](auto& t) { return t.leaves().kinds(office_.company.id); });
  ASSERT_EQ(kinds.size(), 2U);
  EXPECT_EQ(kinds[0].name, "Sonderurlaub");
  EXPECT_FALSE(kinds[0].paid);
  EXPECT_TRUE(kinds[0].active);
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.leaves().add_kind(leave_kind_of(office_, "ÜBRIGE")); }),
                         Failure::conflict, "leave_kind_name_taken"));
  annual.name = "SONDERURLAUB";
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.leaves().update_kind(annual); }), Failure::conflict,
                         "leave_kind_name_taken"));
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.leaves().update_kind(leave_kind_of(office_, "None")); }),
                         Failure::not_found, "leave_kind_unknown"));
}

TEST_P(StoreContract, a_leave_is_found_as_it_was_requested_and_decided) {
  const LeaveKind kind = leave_kind_of(office_, "Annual leave");
  Leave stored = leave_of(office_, kind.id, march(10), march(10));
  const auto expect_found = [&] {
    const auto found = get([&](auto& t) { return t.leaves().find(stored.id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->company, stored.company);
    EXPECT_EQ(found->employee, stored.employee);
    EXPECT_EQ(found->kind, stored.kind);
    EXPECT_EQ(found->from, stored.from);
    EXPECT_EQ(found->to, stored.to);
    EXPECT_EQ(found->part, stored.part);
    EXPECT_EQ(found->state, stored.state);
    EXPECT_EQ(found->reason, stored.reason);
    EXPECT_EQ(found->requested_by, stored.requested_by);
    EXPECT_EQ(found->requested_at, stored.requested_at);
    EXPECT_EQ(found->decided_by, stored.decided_by);
    EXPECT_EQ(found->decided_at, stored.decided_at);
    EXPECT_EQ(found->note, stored.note);
  };
  must(write([&](auto& t) -> Result<void> {
    must(t.leaves().add_kind(kind));
    return t.leaves().add(stored);
  }));
  expect_found();
  stored.state = RequestState::refused;
  stored.decided_by = "employee:boss";
  stored.decided_at = at(99);
  stored.note = "Not then";
  must(write([&](auto& t) { return t.leaves().decide(stored); }));
  expect_found();
  stored.id = new_id<LeaveId>();
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.leaves().decide(stored); }), Failure::not_found, "leave_unknown"));
}

TEST_P(StoreContract, a_leave_that_makes_no_sense_is_refused) {
  const Office other = Office::make("Difference Engines");
  const LeaveKind kind = leave_kind_of(office_, "Annual leave");
  must(write([&](auto& t) -> Result<void> {
    must(add(t, other));
    return t.leaves().add_kind(kind);
  }));
  const auto add_leave = [&](const Leave& leave) { return write([&](auto& t) { return t.leaves().add(leave); }); };
  Leave leave = leave_of(office_, kind.id, march(11), march(10));
  EXPECT_TRUE(fails_with(add_leave(leave), Failure::invalid_input, "value_refused")) << "it ends before it begins";
  leave = leave_of(office_, kind.id, march(10), march(11));
  leave.part = DayPart::first_half;
  EXPECT_TRUE(fails_with(add_leave(leave), Failure::invalid_input, "value_refused")) << "half of two days";
  leave = leave_of(office_, kind.id, march(10), march(10));
  leave.state = RequestState::half_approved;
  EXPECT_TRUE(fails_with(add_leave(leave), Failure::invalid_input, "value_refused"));
  leave = leave_of(other, kind.id, march(10), march(10));
  EXPECT_TRUE(fails_with(add_leave(leave), Failure::conflict, "reference_unknown")) << "a kind of another company";
}

TEST_P(StoreContract, leave_is_listed_newest_first_by_person_state_and_dates) {
  const LeaveKind kind = leave_kind_of(office_, "Annual leave");
  const Employee grace = office_.employee("Grace", "Hopper");
  std::vector<Leave> leaves;
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    must(t.leaves().add_kind(kind));
    for (int i = 0; i < 12; ++i) {
      Leave leave = leave_of(office_, kind.id, march(10 * i), march(10 * i + 5));
      if (i % 2 == 1) leave.employee = grace.id;
      if (i % 3 == 0) leave.state = RequestState::approved;
      must(t.leaves().add(leave));
      leaves.insert(leaves.begin(), leave);
    }
    return {};
  }));
  const auto expect_listed = [&](const LeaveFilter& filter, auto&& belongs) {
    std::vector<LeaveId> expected;
    for (const Leave& leave : leaves) {
      if (belongs(leave)) expected.push_back(leave.id);
    }
    std::vector<LeaveId> seen;
    for (Page page{"", 2};; page.after = seen.back().to_string()) {
      const auto rows = get([&](auto& t) { return t.leaves().list(office_.company.id, filter, page); });
      for (const Leave& leave : rows) seen.push_back(leave.id);
      if (rows.size() < 2) break;
    }
    EXPECT_EQ(seen, expected);
    EXPECT_FALSE(expected.empty());
  };
  const auto touches = [](const Leave& leave) { return leave.to >= march(25) && leave.from <= march(50); };
  const DateRange dates{march(25), march(50)};
  expect_listed({}, [](const Leave&) { return true; });
  expect_listed({grace.id, {}, {}}, [&](const Leave& leave) { return leave.employee == grace.id; });
  expect_listed({{}, RequestState::approved, {}},
                [](const Leave& leave) { return leave.state == RequestState::approved; });
  expect_listed({{}, {}, dates}, touches);
  expect_listed({grace.id, RequestState::approved, dates}, [&](const Leave& leave) {
    return leave.employee == grace.id && leave.state == RequestState::approved && touches(leave);
  });
}

TEST_P(StoreContract, the_approved_leave_of_some_dates_is_found) {
  const LeaveKind kind = leave_kind_of(office_, "Annual leave");
  const Employee grace = office_.employee("Grace", "Hopper");
  Leave early = leave_of(office_, kind.id, march(2), march(5));
  Leave late = leave_of(office_, kind.id, march(5), march(9));
  late.employee = grace.id;
  early.state = late.state = RequestState::approved;
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    must(t.leaves().add_kind(kind));
    must(t.leaves().add(late));
    must(t.leaves().add(early));
    return t.leaves().add(leave_of(office_, kind.id, march(1), march(20)));
  }));
  const auto in = [&](int from, int to, std::optional<EmployeeId> employee) {
    std::vector<LeaveId> found;
    for (const auto& leave :
         get([&](auto& t) { return t.leaves().approved_in(office_.company.id, {march(from), march(to)}, employee); })) {
      found.push_back(leave.id);
    }
    return found;
  };
  using Ids = std::vector<LeaveId>;
  EXPECT_EQ(in(1, 31, std::nullopt), (Ids{early.id, late.id}));
  EXPECT_EQ(in(5, 5, std::nullopt), (Ids{early.id, late.id}));
  EXPECT_EQ(in(6, 6, std::nullopt), Ids{late.id});
  EXPECT_EQ(in(1, 1, std::nullopt), Ids{});
  EXPECT_EQ(in(10, 31, std::nullopt), Ids{});
  EXPECT_EQ(in(1, 31, office_.ada.id), Ids{early.id});
}

TEST_P(StoreContract, overtime_is_granted_listed_and_revoked_once) {
  const Employee grace = office_.employee("Grace", "Hopper");
  const OvertimeGrant stored = overtime_grant_of(office_, march(16));
  OvertimeGrant later = overtime_grant_of(office_, march(18));
  later.employee = grace.id;
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    must(t.leaves().add_grant(later));
    return t.leaves().add_grant(stored);
  }));
  const auto found = get([&](auto& t) { return t.leaves().find_grant(stored.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->company, stored.company);
  EXPECT_EQ(found->employee, stored.employee);
  EXPECT_EQ(found->date, stored.date);
  EXPECT_EQ(found->most, stored.most);
  EXPECT_EQ(found->reason, stored.reason);
  EXPECT_EQ(found->granted_by, stored.granted_by);
  EXPECT_EQ(found->granted_at, stored.granted_at);
  EXPECT_FALSE(found->revoked_at);

  const auto revoke = [&](OvertimeGrantId id) {
    return must(write_to(store(), [&](auto& t) { return t.leaves().revoke_grant(id, at(77)); }));
  };
  EXPECT_TRUE(revoke(stored.id));
  EXPECT_FALSE(revoke(stored.id));
  EXPECT_FALSE(revoke(new_id<OvertimeGrantId>()));
  const auto in = [&](int from, int to, std::optional<EmployeeId> employee) {
    std::vector<OvertimeGrantId> ids;
    for (const auto& grant :
         get([&](auto& t) { return t.leaves().grants_in(office_.company.id, {march(from), march(to)}, employee); })) {
      ids.push_back(grant.id);
      EXPECT_EQ(grant.revoked_at, grant.id == stored.id ? std::optional(at(77)) : std::nullopt);
    }
    return ids;
  };
  using Ids = std::vector<OvertimeGrantId>;
  EXPECT_EQ(in(16, 18, std::nullopt), (Ids{stored.id, later.id}));
  EXPECT_EQ(in(17, 18, std::nullopt), Ids{later.id});
  EXPECT_EQ(in(1, 31, office_.ada.id), Ids{stored.id});
}

}  // namespace attendsense::store::testing
