// What the scenarios cannot say or say less sharply; the rules themselves are told in tests/scenarios.

#include "attendsense/core/decision.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "builders.hpp"

namespace attendsense::core {
namespace {

using std::chrono::microseconds;
using testing::employee;
using testing::punch;
using testing::utc;

const Instant kNine = utc("2026-03-27T08:00:00Z");

Observation live(std::span<const Candidate> people) {
  return {.captured_at = kNine, .people = people, .liveness = Liveness::live, .liveness_score = 0.95F};
}

TEST(Identify, takes_no_number_for_nobody) {
  const std::array people{Candidate{.employee = employee(1), .similarity = std::numeric_limits<float>::quiet_NaN()}};
  EXPECT_EQ(identify(live(people), {}, {}).outcome, Outcome::unknown);
}

TEST(Identify, names_nobody_unless_recognised) {
  const std::array near{Candidate{.employee = employee(1), .similarity = 0.51F}};
  EXPECT_FALSE(identify(live(near), {}, {}).employee);
  const std::array inactive{Candidate{.employee = employee(1), .similarity = 0.9F, .state = EmployeeState::inactive}};
  EXPECT_FALSE(identify(live(inactive), {}, {}).employee);
  const std::array good{Candidate{.employee = employee(1), .similarity = 0.9F}};
  EXPECT_EQ(identify(live(good), {}, {}).employee, employee(1));
}

TEST(Identify, is_content_with_one_candidate) {
  const std::array people{Candidate{.employee = employee(1), .similarity = 0.53F}};
  EXPECT_EQ(identify(live(people), {}, {}).reason, Reason::recognised);
}

// Whatever the passage holds, a spoof in the capture stays one.
TEST(Identify, never_outvotes_a_spoof) {
  const std::array people{Candidate{.employee = employee(1), .similarity = 0.9F}};
  Observation seen = live(people);
  seen.liveness = Liveness::spoof;
  const PassageSighting good{
      .best = employee(1), .best_similarity = 0.9F, .liveness = Liveness::live, .liveness_score = 1};
  const std::vector<PassageSighting> passage(20, good);
  EXPECT_EQ(identify(seen, passage, {}).outcome, Outcome::spoof);
}

TEST(Identify, is_not_swayed_by_the_order_of_the_passage) {
  const std::array people{Candidate{.employee = employee(1), .similarity = 0.5F}};
  std::vector<PassageSighting> passage{
      {.best = employee(1), .best_similarity = 0.57F, .liveness = Liveness::unclear, .liveness_score = 0.4F},
      {.best = employee(1), .best_similarity = 0.50F, .liveness = Liveness::live, .liveness_score = 0.9F},
      {.best = employee(2), .best_similarity = 0.90F, .liveness = Liveness::spoof, .liveness_score = 0.0F}};
  const Identification forward = identify(live(people), passage, {});
  std::ranges::reverse(passage);
  const Identification backward = identify(live(people), passage, {});
  EXPECT_EQ(forward.reason, Reason::recognised_by_passage);
  EXPECT_EQ(backward.reason, forward.reason);
}

TEST(PassageSighting, keeps_what_the_sighting_says) {
  const PassageSighting kept = passage_sighting({.outcome = Outcome::unclear,
                                                 .reason = Reason::poor_quality,
                                                 .best = employee(1),
                                                 .best_similarity = 0.8F,
                                                 .second_similarity = 0.3F,
                                                 .liveness = Liveness::live,
                                                 .liveness_score = 0.9F});
  EXPECT_EQ(kept.best, employee(1));
  EXPECT_EQ(kept.best_similarity, 0.8F);
  EXPECT_EQ(kept.second_similarity, 0.3F);
  EXPECT_EQ(kept.liveness, Liveness::live);
  EXPECT_EQ(kept.liveness_score, 0.9F);
  EXPECT_EQ(kept.outcome, Outcome::unclear);
  EXPECT_EQ(kept.reason, Reason::poor_quality);
}

const Identification kAnna{.outcome = Outcome::booked, .reason = Reason::recognised, .employee = employee(1)};

TEST(Decide, passes_on_why_nobody_was_recognised) {
  const Decision decision = decide({.outcome = Outcome::unclear, .reason = Reason::two_people_alike, .employee = {}},
                                   kNine, CameraDirection::in, {}, kNine, {});
  EXPECT_EQ(decision.outcome, Outcome::unclear);
  EXPECT_EQ(decision.reason, Reason::two_people_alike);
  EXPECT_FALSE(decision.employee);
  EXPECT_FALSE(decision.direction);
}

TEST(Decide, counts_the_interval_in_microseconds_on_both_sides) {
  const Policy policy;
  const microseconds interval = policy.too_soon;
  const auto outcome = [&](PunchNeighbours neighbours) {
    return decide(kAnna, kNine, CameraDirection::in, neighbours, kNine, policy).outcome;
  };
  EXPECT_EQ(outcome({.before = punch(kNine - interval, Direction::in), .after = {}}), Outcome::booked);
  EXPECT_EQ(outcome({.before = punch(kNine - interval + microseconds{1}, Direction::in), .after = {}}),
            Outcome::too_soon);
  EXPECT_EQ(outcome({.before = {}, .after = punch(kNine + interval, Direction::in)}), Outcome::booked);
  EXPECT_EQ(outcome({.before = {}, .after = punch(kNine + interval - microseconds{1}, Direction::in)}),
            Outcome::too_soon);
}

TEST(Decide, names_the_person_of_a_punch_that_is_too_soon) {
  const Decision decision =
      decide(kAnna, kNine, CameraDirection::both, {.before = punch(kNine, Direction::in), .after = {}}, kNine, {});
  EXPECT_EQ(decision.outcome, Outcome::too_soon);
  EXPECT_EQ(decision.employee, employee(1));
  EXPECT_FALSE(decision.direction);
}

TEST(Decide, asks_for_the_age_before_the_interval) {
  const Policy policy;
  const Decision decision =
      decide(kAnna, kNine, CameraDirection::in, {.before = punch(kNine, Direction::in), .after = {}},
             kNine + policy.too_old + microseconds{1}, policy);
  EXPECT_EQ(decision.reason, Reason::captured_long_ago);
  EXPECT_FALSE(decision.employee);
}

TEST(Decide, lets_a_both_ways_camera_say_out_within_the_work_day_only) {
  const Policy policy;
  const auto direction = [&](Instant last, Direction was) {
    return decide(kAnna, kNine, CameraDirection::both, {.before = punch(last, was), .after = {}}, kNine, policy)
        .direction;
  };
  EXPECT_EQ(direction(kNine - policy.work_day_gap, Direction::in), Direction::out);
  EXPECT_EQ(direction(kNine - policy.work_day_gap - microseconds{1}, Direction::in), Direction::in);
  EXPECT_EQ(direction(kNine - std::chrono::hours{1}, Direction::out), Direction::in);
}

TEST(Decide, books_without_an_interval_when_the_company_sets_none) {
  const Policy policy{.too_soon = std::chrono::seconds{0}};
  const PunchNeighbours neighbours{.before = punch(kNine, Direction::in), .after = {}};
  EXPECT_EQ(decide(kAnna, kNine, CameraDirection::in, neighbours, kNine, policy).outcome, Outcome::booked);
}

}  // namespace
}  // namespace attendsense::core
