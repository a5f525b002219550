#include "attendsense/station/clock_offset.hpp"

#include <gtest/gtest.h>

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;

const Instant kNow = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

TEST(ClockOffset, is_unknown_before_the_first_answer) {
  EXPECT_EQ(ClockOffset{}.get(), std::nullopt);
  EXPECT_FALSE(ClockOffset{}.is_wrong());
}

TEST(ClockOffset, believes_the_fastest_answer) {
  ClockOffset offset;
  // The server's clock is 5 s behind; the slow answer spent all of its second on the way back.
  offset.observe(kNow, kNow + 1s, kNow - 5s);
  offset.observe(kNow + 10s, kNow + 10s + 20ms, kNow + 10s + 10ms - 5s);
  offset.observe(kNow + 20s, kNow + 21s, kNow + 20s - 5s);
  ASSERT_TRUE(offset.get());
  EXPECT_EQ(*offset.get(), 5s);
  EXPECT_TRUE(offset.is_wrong());
}

TEST(ClockOffset, does_not_call_a_clock_wrong_for_a_slow_network) {
  ClockOffset offset;
  offset.observe(kNow, kNow + 8s, kNow + 8s);
  EXPECT_EQ(*offset.get(), -4s);
  EXPECT_FALSE(offset.is_wrong());
}

TEST(ClockOffset, forgets_what_was_measured_before_the_clock_was_set) {
  ClockOffset offset;
  offset.observe(kNow, kNow + 2ms, kNow + 1ms);
  offset.observe(kNow + 1h, kNow + 1h + 500ms, kNow + 1min);
  EXPECT_NEAR(std::chrono::duration<double>(*offset.get()).count(), 3540.25, 1);
  EXPECT_TRUE(offset.is_wrong());
}

TEST(ClockOffset, passes_over_an_answer_that_came_before_its_question) {
  ClockOffset offset;
  offset.observe(kNow, kNow - 1s, kNow);
  EXPECT_EQ(offset.get(), std::nullopt);
}

}  // namespace
}  // namespace attendsense::station
