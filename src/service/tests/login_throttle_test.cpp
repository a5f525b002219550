#include "attendsense/service/login_throttle.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using std::chrono::seconds;

// Makes attempts as soon as they are allowed; the waits in between, in seconds.
std::vector<std::int64_t> waits(LoginThrottle& throttle, ManualClock& clock, int attempts) {
  std::vector<std::int64_t> waited;
  for (int i = 0; i < attempts; ++i) {
    const Result<void> first = throttle.attempt("ada", "", clock.now());
    if (first) {
      waited.push_back(0);
      continue;
    }
    const auto wait = std::chrono::duration_cast<seconds>(*first.error().retry_after);
    waited.push_back(wait.count());
    clock.advance(wait);
    EXPECT_TRUE(throttle.attempt("ada", "", clock.now()).has_value());
  }
  return waited;
}

TEST(LoginThrottle, waits_double_up_to_five_minutes) {
  LoginThrottle throttle;
  ManualClock clock(monday_morning());
  EXPECT_EQ(waits(throttle, clock, 16),
            (std::vector<std::int64_t>{0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}));
}

TEST(LoginThrottle, success_clears_the_account) {
  LoginThrottle throttle;
  ManualClock clock(monday_morning());
  waits(throttle, clock, 8);
  throttle.succeeded("ada", "");
  EXPECT_EQ(waits(throttle, clock, 5), (std::vector<std::int64_t>{0, 0, 0, 0, 0}));
}

TEST(LoginThrottle, an_hour_without_attempts_is_forgotten) {
  LoginThrottle throttle;
  ManualClock clock(monday_morning());
  waits(throttle, clock, 8);
  clock.advance(std::chrono::hours{1} + seconds{1});
  EXPECT_EQ(waits(throttle, clock, 1), std::vector<std::int64_t>{0});
}

TEST(LoginThrottle, an_address_that_tries_many_accounts_is_slowed_down) {
  LoginThrottle throttle;
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(throttle.attempt("account" + std::to_string(i), "192.0.2.1", monday_morning()).has_value());
  }
  EXPECT_EQ(code_of(throttle.attempt("another", "192.0.2.1", monday_morning())), "too_many_attempts");
  EXPECT_TRUE(throttle.attempt("another", "192.0.2.2", monday_morning()).has_value());
}

TEST(LoginThrottle, an_own_account_does_not_launder_an_address) {
  LoginThrottle throttle;
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(throttle.attempt("victim" + std::to_string(i), "192.0.2.1", monday_morning()).has_value());
    if (!throttle.attempt("own", "192.0.2.1", monday_morning())) break;
    throttle.succeeded("own", "192.0.2.1");
  }
  EXPECT_EQ(code_of(throttle.attempt("victim99", "192.0.2.1", monday_morning())), "too_many_attempts");
}

TEST(LoginThrottle, memory_is_bounded) {
  ThrottleLimits limits;
  limits.most_entries = 10;
  LoginThrottle throttle(limits);
  for (int i = 0; i < 6; ++i) static_cast<void>(throttle.attempt("ada", "", monday_morning()));
  EXPECT_EQ(code_of(throttle.attempt("ada", "", monday_morning())), "too_many_attempts");
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(throttle.attempt("account" + std::to_string(i), "", monday_morning()).has_value());
  }
  // Ten others came since: the first has been forgotten.
  EXPECT_TRUE(throttle.attempt("ada", "", monday_morning()).has_value());
}

}  // namespace
}  // namespace attendsense::service::testing
