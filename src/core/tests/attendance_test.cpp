// Corners of the day summary; the rules themselves are told in tests/scenarios.

#include "attendsense/core/attendance.hpp"

#include <gtest/gtest.h>

#include "builders.hpp"

namespace attendsense::core {
namespace {

using namespace std::chrono_literals;
using testing::alternating;
using testing::berlin;
using testing::punch;
using testing::utc;

constexpr LocalDate kFriday{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{27}};

TEST(SummariseDays, is_empty_without_punches) {
  EXPECT_TRUE(summarise_days({}, berlin(), utc("2026-03-27T12:00:00Z"), {}).empty());
}

TEST(SummariseDay, is_absent_on_a_day_without_punches) {
  const DaySummary day = summarise_day({}, kFriday, berlin(), utc("2026-03-27T12:00:00Z"), {});
  EXPECT_EQ(day.date, kFriday);
  EXPECT_EQ(day.presence, Presence::absent);
  EXPECT_EQ(day.worked, 0s);
}

TEST(SummariseDay, counts_whole_seconds_of_the_whole_day) {
  // Two stays of 0.6 s make one second, not none.
  const Instant start = utc("2026-03-27T08:00:00Z");
  const std::array punches{punch(start, Direction::in), punch(start + 600ms, Direction::out),
                           punch(start + 10s, Direction::in), punch(start + 10s + 600ms, Direction::out)};
  EXPECT_EQ(summarise_day(punches, kFriday, berlin(), start + 1h, {}).worked, 1s);
}

TEST(SummariseDay, counts_nothing_for_an_entrance_after_now) {
  const std::array punches{punch("2026-03-27T08:01:00Z", Direction::in)};
  const DaySummary day = summarise_day(punches, kFriday, berlin(), utc("2026-03-27T08:00:00Z"), {});
  EXPECT_EQ(day.worked, 0s);
  EXPECT_EQ(day.presence, Presence::in_office);
}

TEST(SummariseDays, orders_punches_of_one_instant_by_their_ids) {
  const Instant at = utc("2026-03-27T08:00:00Z");
  std::array punches{punch(at, Direction::in), punch(at, Direction::out)};
  const DaySummary one = summarise_day(punches, kFriday, berlin(), at + 1h, {});
  std::ranges::reverse(punches);
  const DaySummary other = summarise_day(punches, kFriday, berlin(), at + 1h, {});
  EXPECT_EQ(one.presence, other.presence);
  EXPECT_EQ(one.out_without_in, other.out_without_in);
}

TEST(SummariseDays, ignores_the_direction_kept_with_an_alternating_punch) {
  const Instant start = utc("2026-03-27T08:00:00Z");
  const std::array punches{alternating(start), alternating(start + 1h), alternating(start + 2h)};
  const DaySummary day = summarise_day(punches, kFriday, berlin(), start + 3h, {});
  EXPECT_EQ(day.stays.size(), 2U);
  EXPECT_EQ(day.worked, 2h);
  EXPECT_EQ(day.repeated_in, 0);
  EXPECT_EQ(day.presence, Presence::in_office);
}

TEST(SummariseDays, cuts_a_stay_at_the_gap_to_the_microsecond) {
  const Policy policy;
  const Instant in = utc("2026-03-27T05:00:00Z");
  const auto worked = [&](Instant out) {
    const std::array punches{punch(in, Direction::in), punch(out, Direction::out)};
    return summarise_day(punches, kFriday, berlin(), out, policy).worked;
  };
  EXPECT_EQ(worked(in + policy.work_day_gap), policy.work_day_gap);
  EXPECT_EQ(worked(in + policy.work_day_gap + 1us), 0s);
}

TEST(PresenceAt, counts_a_night_shift_that_ended_today_as_here_today) {
  const std::array punches{punch("2026-03-26T21:00:00Z", Direction::in), punch("2026-03-27T04:00:00Z", Direction::out)};
  EXPECT_EQ(presence_at(punches, berlin(), utc("2026-03-27T10:00:00Z"), {}), Presence::present);
  EXPECT_EQ(presence_at(punches, berlin(), utc("2026-03-28T10:00:00Z"), {}), Presence::absent);
}

TEST(PunchWindow, holds_the_day_and_the_nights_beside_it) {
  const Policy policy;
  const Window window = punch_window(kFriday, kFriday, berlin(), policy);
  EXPECT_LE(window.from, berlin().begin_of(kFriday) - policy.work_day_gap);
  EXPECT_GE(window.to, berlin().begin_of(add_days(kFriday, 1)) + policy.work_day_gap);
}

TEST(Presence, has_names) {
  EXPECT_EQ(to_string(Presence::absent), "absent");
  EXPECT_EQ(to_string(Presence::present), "present");
  EXPECT_EQ(to_string(Presence::in_office), "in_office");
}

}  // namespace
}  // namespace attendsense::core
