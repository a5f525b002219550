#include "attendsense/station/backoff.hpp"

#include <gtest/gtest.h>

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, doubles_up_to_the_longest_and_stays_within_its_jitter) {
  Backoff backoff({.first = 100ms, .longest = 1000ms}, 7);
  for (const auto whole : {100ms, 200ms, 400ms, 800ms, 1000ms, 1000ms}) {
    const auto wait = backoff.next();
    EXPECT_GE(wait, whole / 2);
    EXPECT_LE(wait, whole);
  }
  backoff.reset();
  EXPECT_LE(backoff.next(), 100ms);
}

TEST(Backoff, never_comes_back_before_it_was_asked_to) {
  Backoff backoff({.first = 100ms, .longest = 1000ms}, 7);
  EXPECT_EQ(backoff.next(5000ms), 5000ms);
}

TEST(Backoff, two_stations_do_not_wait_alike) {
  Backoff a({.first = 10'000ms, .longest = 60'000ms}, 1);
  Backoff b({.first = 10'000ms, .longest = 60'000ms}, 2);
  EXPECT_NE(a.next(), b.next());
}

TEST(Backoff, a_stop_request_ends_the_wait_at_once) {
  std::stop_source stop;
  std::jthread other([&] { stop.request_stop(); });
  EXPECT_FALSE(sleep_unless_stopped(stop.get_token(), std::chrono::hours(1)));
}

}  // namespace
}  // namespace attendsense::station
