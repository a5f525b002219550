#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/service/corrections/decide_correction.hpp"
#include "attendsense/service/corrections/list_corrections.hpp"
#include "attendsense/service/corrections/read_correction.hpp"
#include "attendsense/service/corrections/request_correction.hpp"
#include "attendsense/service/employee_attendance.hpp"
#include "attendsense/service/event_feed.hpp"
#include "attendsense/service/presence.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {
namespace {

using core::CorrectionKind;
using core::RequestState;
using decide_correction::Verdict;

constexpr LocalDate kToday = 2026y / 3 / 2;

// Ada came at 8 in Berlin; it is 17:00 now, and no camera saw her leave at 16:00.
struct Corrections : ::testing::Test {
  PlanningOffice office;
  create_station::Output door = office.open_door(core::CameraDirection::in);
  Instant came = office.now();
  request_correction::Input input{
      .actor = office.as_ada, .direction = core::Direction::out, .at = came + 8h, .reason = "left by the back door"};

  Corrections() {
    core::Punch punch{.id = core::PunchId::make(came), .company = office.company, .employee = office.ada};
    punch.site = office.site;
    punch.at = punch.booked_at = came;
    expect_value(core::write_to(*office.store, [&](core::Transaction& transaction) -> Result<int> {
      Result<void> added = transaction.punches().add(punch);
      if (!added) return fail(std::move(added));
      return 0;
    }));
    office.clock.advance(9h);
  }

  auto request() { return request_correction::run(office.ports(), input, office.now()); }

  auto decide(core::CorrectionId correction, const Principal& actor, Verdict verdict) {
    return decide_correction::run(office.ports(), {actor, correction, verdict, "seen"}, office.now());
  }

  core::DayFigures today() {
    return expect_value(
               employee_attendance::run(office.ports(), {office.boss, office.ada, kToday, kToday}, office.now()))
        .days.front();
  }

  core::Punch punch() { return office.punches().front(); }
};

TEST_F(Corrections, what_is_approved_counts_and_what_is_undone_does_not) {
  EXPECT_EQ(today().state, core::DayState::in_office);
  const CorrectionView asked = expect_value(request());
  EXPECT_EQ(asked.correction.state, RequestState::requested);
  EXPECT_EQ(asked.name, "Ada Lovelace");
  EXPECT_EQ(today().worked, 9h) << "what is asked for does not count yet";
  const CorrectionView approved = expect_value(decide(asked.correction.id, office.as_approver, Verdict::approve));
  EXPECT_EQ(approved.correction.state, RequestState::approved);
  EXPECT_EQ(today().worked, 8h);
  EXPECT_EQ(today().state, core::DayState::present);
  EXPECT_TRUE(today().has(core::Flag::corrected));
  EXPECT_EQ(expect_value(presence::run(office.ports(), {office.boss}, office.now())).in_office, 0);
  expect_value(decide(asked.correction.id, office.as_approver, Verdict::undo));
  EXPECT_EQ(today().worked, 9h);
  EXPECT_EQ(office.punches().size(), 1U) << "the punches are as they were";
  EXPECT_THAT(office.audit_actions(),
              ::testing::IsSupersetOf({"correction.request", "correction.approve", "correction.undo"}));
}

TEST_F(Corrections, a_change_keeps_what_it_leaves_out_and_the_original) {
  input = {.actor = office.as_ada, .kind = CorrectionKind::change, .punch = punch().id, .at = came - 1h};
  input.reason = "the clock was wrong";
  const CorrectionView asked = expect_value(request());
  EXPECT_EQ(asked.correction.direction, core::Direction::in);
  ASSERT_TRUE(asked.original);
  EXPECT_EQ(asked.original->at, came);
  expect_value(decide(asked.correction.id, office.as_approver, Verdict::approve));
  EXPECT_EQ(today().first_in, came - 1h);
  EXPECT_EQ(punch().at, came);
}

TEST_F(Corrections, a_removed_punch_does_not_count) {
  input = {.actor = office.as_approver, .employee = office.ada, .kind = CorrectionKind::remove, .punch = punch().id};
  input.reason = "her twin";
  input.approve = true;
  EXPECT_EQ(expect_value(request()).correction.state, RequestState::approved);
  EXPECT_TRUE(today().stays.empty());
}

TEST_F(Corrections, a_punch_has_one_correction_at_a_time) {
  input = {.actor = office.as_ada, .kind = CorrectionKind::remove, .punch = punch().id, .reason = "not me"};
  const auto first = expect_value(request());
  EXPECT_EQ(code_of(request()), "punch_already_corrected");
  expect_value(decide(first.correction.id, office.as_ada, Verdict::withdraw));
  EXPECT_TRUE(request().has_value());
}

TEST_F(Corrections, nobody_approves_their_own_unless_the_company_allows_it) {
  Principal approver = office.as_approver;
  input.actor = approver;
  input.employee = {};
  input.approve = true;
  EXPECT_EQ(code_of(request()), "own_request");
  office.change_policy([](core::Policy& policy) { policy.self_approval = true; });
  EXPECT_EQ(expect_value(request()).correction.state, RequestState::approved);
}

TEST_F(Corrections, a_second_approver_is_somebody_else) {
  office.change_policy([](core::Policy& policy) { policy.second_approver = true; });
  const core::CorrectionId id = expect_value(request()).correction.id;
  EXPECT_EQ(expect_value(decide(id, office.as_approver, Verdict::approve)).correction.state,
            RequestState::half_approved);
  EXPECT_EQ(today().worked, 9h) << "half approved does not count";
  EXPECT_EQ(code_of(decide(id, office.as_approver, Verdict::approve)), "second_approver_needed");
  const CorrectionView done = expect_value(decide(id, office.boss, Verdict::approve));
  EXPECT_EQ(done.correction.state, RequestState::approved);
  EXPECT_EQ(done.decisions.size(), 2U);
  EXPECT_EQ(today().worked, 8h);
}

TEST_F(Corrections, what_is_decided_is_decided) {
  const core::CorrectionId id = expect_value(request()).correction.id;
  expect_value(decide(id, office.as_approver, Verdict::refuse));
  for (const Verdict verdict : {Verdict::approve, Verdict::refuse, Verdict::withdraw, Verdict::undo})
    EXPECT_EQ(code_of(decide(id, office.as_approver, verdict)), "request_decided");
}

TEST_F(Corrections, one_asks_within_the_deadline_and_others_enter_later) {
  office.clock.advance(24h * 70);
  EXPECT_EQ(code_of(request()), "correction_too_late");
  input.actor = office.as_approver;
  input.employee = office.ada;
  EXPECT_TRUE(request().has_value());
}

TEST_F(Corrections, a_closed_period_is_left_alone) {
  const core::CorrectionId id = expect_value(request()).correction.id;
  office.close_period(kToday, kToday);
  EXPECT_EQ(code_of(request()), "period_closed");
  EXPECT_EQ(code_of(decide(id, office.as_approver, Verdict::approve)), "period_closed");
  EXPECT_TRUE(decide(id, office.as_approver, Verdict::refuse).has_value());
}

TEST_F(Corrections, inputs_that_contradict_themselves_are_refused) {
  input.at = office.now() + 1s;
  EXPECT_EQ(fields_of(request()), std::vector<std::string>{"at"});
  input.at = std::nullopt;
  input.direction = std::nullopt;
  input.reason = "x";
  EXPECT_EQ(fields_of(request()), (std::vector<std::string>{"reason", "at", "direction"}));
  input = {.actor = office.as_ada, .kind = CorrectionKind::remove, .at = came, .reason = "no punch is named"};
  EXPECT_EQ(fields_of(request()), (std::vector<std::string>{"punch_id", "at"}));
  input = {.actor = office.as_ada, .kind = CorrectionKind::remove, .punch = core::PunchId::make(came)};
  input.reason = "no such punch";
  EXPECT_EQ(code_of(request()), "punch_unknown");
}

TEST_F(Corrections, others_see_and_do_nothing) {
  const core::CorrectionId id = expect_value(request()).correction.id;
  for (const Principal& nobody : {office.hire_with("Katherine", {core::Permission::view_own}), office.outsider}) {
    EXPECT_EQ(code_of(read_correction::run(office.ports(), {nobody, id}, office.now())), "correction_unknown");
    EXPECT_EQ(code_of(decide(id, nobody, Verdict::approve)), "correction_unknown");
    EXPECT_TRUE(expect_value(list_corrections::run(office.ports(), {.actor = nobody}, office.now())).items.empty());
  }
  input.actor = office.hire_with("Mary", {core::Permission::view_own});
  input.employee = office.ada;
  EXPECT_EQ(code_of(request()), "permission_missing");
}

TEST_F(Corrections, the_person_and_those_who_decide_hear_of_it) {
  const core::CorrectionId id = expect_value(request()).correction.id;
  expect_value(decide(id, office.as_approver, Verdict::approve));
  const auto events = expect_value(expect_value(EventFeed::open(office.ports(), office.as_ada)).missed(0, 100)).events;
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].type, "correction");
  EXPECT_EQ(boost::json::parse(events[1].body).at("state"), "approved");
  EXPECT_EQ(boost::json::parse(events[1].body).at("corrected_at").as_string(), to_rfc3339(came + 8h));
}

TEST_F(Corrections, a_list_has_pages_and_filters) {
  for (int i = 0; i < 3; ++i) {
    input.at = came + std::chrono::minutes{480 + i};
    expect_value(request());
  }
  const auto list = [&](const list_corrections::Input& asked) {
    return expect_value(list_corrections::run(office.ports(), asked, office.now()));
  };
  const auto first = list({.actor = office.as_approver, .limit = 2});
  ASSERT_EQ(first.items.size(), 2U);
  EXPECT_EQ(first.items[0].correction.at, came + std::chrono::minutes{482}) << "newest first";
  EXPECT_EQ(list({.actor = office.as_approver, .after = *first.next, .limit = 2}).items.size(), 1U);
  EXPECT_TRUE(list({.actor = office.as_ada, .filter = {.state = RequestState::approved}}).items.empty());
}

}  // namespace
}  // namespace attendsense::service::testing
