#pragma once

#include <algorithm>
#include <chrono>
#include <random>

#include "attendsense/base/clock.hpp"

namespace attendsense::transport {

// When a job is tried again whose `attempt` (counted from 1) failed: the pause doubles with each, up to a bound, and is
// between half and all of that, so that jobs that failed together do not all come back together. For one thread.
class RetryTime {
 public:
  RetryTime(std::chrono::milliseconds base, std::chrono::milliseconds most) : base_(base), most_(most) {}

  [[nodiscard]] Instant after(Instant now, int attempt) {
    auto wait = base_;
    for (int i = 1; i < attempt && wait < most_; ++i) wait *= 2;
    wait = std::min(wait, most_);
    std::uniform_int_distribution<std::int64_t> spread(wait.count() / 2, wait.count());
    return now + std::chrono::milliseconds(spread(dice_));
  }

 private:
  const std::chrono::milliseconds base_;
  const std::chrono::milliseconds most_;
  std::minstd_rand dice_{std::random_device{}()};
};

}  // namespace attendsense::transport
