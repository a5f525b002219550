#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/synchronized.hpp"

namespace attendsense::service {

struct ThrottleLimits {
  int free_attempts_per_account = 5;
  int free_attempts_per_address = 20;
  std::chrono::milliseconds first_delay{1000};  // after the free attempts; doubles with every further one
  std::chrono::milliseconds longest_delay{std::chrono::minutes{5}};
  std::chrono::hours forget_after{1};  // without an attempt
  std::size_t most_entries = 20'000;   // beyond: the one unused for longest goes
};

// Slows down guessing, by account and by address. An attempt counts when it begins, so that a hundred at once gain
// nothing. In memory only: a restart forgets. Safe from any thread.
class LoginThrottle {
 public:
  explicit LoginThrottle(ThrottleLimits limits = {});

  // throttled "too_many_attempts" with retry_after; such an attempt does not count. `address` may be empty (a local
  // caller): then only the account is watched.
  [[nodiscard]] Result<void> attempt(std::string_view account, std::string_view address, Instant now);
  // The attempt was a good one: the account's count is cleared, the address gets this one attempt back.
  void succeeded(std::string_view account, std::string_view address);

 private:
  struct Entry {
    std::string key;
    int attempts = 0;
    Instant last;
  };

  struct State {
    std::list<Entry> recent;  // most recently used first
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key;
  };

  Entry& entry(State& state, const std::string& key, Instant now) const;
  [[nodiscard]] std::chrono::microseconds wait_for(const Entry& entry, int free_attempts, Instant now) const;

  const ThrottleLimits limits_;
  Synchronized<State> state_;
};

}  // namespace attendsense::service
