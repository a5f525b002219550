#include "rate_limiter.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace attendsense::api {
namespace {

using namespace std::chrono_literals;

const RateLimiter::Time kStart{1h};

TEST(RateLimiter, a_minutes_requests_may_come_at_once_and_no_more) {
  RateLimiter limiter(60);
  for (int left = 59; left >= 0; --left) {
    const auto standing = limiter.take("ada", kStart);
    EXPECT_TRUE(standing.allowed);
    EXPECT_EQ(standing.remaining, left);
    EXPECT_EQ(standing.refill, (60 - left) * 1s);
  }
  const auto refused = limiter.take("ada", kStart);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.wait, 1s);
}

TEST(RateLimiter, a_bucket_fills_up_steadily) {
  RateLimiter limiter(60);
  for (int i = 0; i < 60; ++i) ASSERT_TRUE(limiter.take("ada", kStart).allowed);
  EXPECT_FALSE(limiter.take("ada", kStart + 999ms).allowed);
  EXPECT_TRUE(limiter.take("ada", kStart + 1s).allowed);
  EXPECT_FALSE(limiter.take("ada", kStart + 1s).allowed);
  EXPECT_EQ(limiter.take("ada", kStart + 31s).remaining, 29);
  EXPECT_EQ(limiter.take("ada", kStart + 24h).remaining, 59) << "it holds a minute's requests, however long the rest";
}

TEST(RateLimiter, whoever_goes_on_asking_is_not_punished_for_it) {
  RateLimiter limiter(1);
  EXPECT_TRUE(limiter.take("ada", kStart).allowed);
  for (int second = 1; second < 60; ++second) {
    const auto refused = limiter.take("ada", kStart + second * 1s);
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.wait, (60 - second) * 1s);
  }
  EXPECT_TRUE(limiter.take("ada", kStart + 60s).allowed);
}

TEST(RateLimiter, a_limit_that_does_not_divide_a_minute_is_given_in_full) {
  RateLimiter limiter(7);
  for (int i = 0; i < 7; ++i) EXPECT_TRUE(limiter.take("ada", kStart).allowed) << i;
  EXPECT_FALSE(limiter.take("ada", kStart).allowed);
}

TEST(RateLimiter, each_has_their_own_bucket) {
  RateLimiter limiter(1);
  EXPECT_TRUE(limiter.take("employee:ada", kStart).allowed);
  EXPECT_TRUE(limiter.take("employee:grace", kStart).allowed);
  EXPECT_FALSE(limiter.take("employee:ada", kStart).allowed);
}

TEST(RateLimiter, those_who_are_away_longest_are_forgotten_first) {
  RateLimiter limiter(1, 3);
  for (const char* who : {"a", "b", "c"}) EXPECT_TRUE(limiter.take(who, kStart).allowed);
  EXPECT_FALSE(limiter.take("a", kStart).allowed);
  EXPECT_TRUE(limiter.take("d", kStart).allowed);
  EXPECT_EQ(limiter.buckets(), 3);
  EXPECT_FALSE(limiter.take("a", kStart).allowed) << "it asked after b did";
  EXPECT_TRUE(limiter.take("b", kStart).allowed);
  for (int i = 0; i < 10'000; ++i) (void)limiter.take(std::to_string(i), kStart);
  EXPECT_EQ(limiter.buckets(), 3);
}

TEST(RateLimiter, many_threads_get_together_what_one_would) {
  RateLimiter limiter(1000);
  std::atomic<int> allowed = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int request = 0; request < 500; ++request) allowed += limiter.take("ada", kStart).allowed ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(allowed, 1000);
}

}  // namespace
}  // namespace attendsense::api
