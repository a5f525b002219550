#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace attendsense::service {

// Wakes the one thread that waits for news. Rings while nobody waits are remembered as one. Safe from any thread.
class Signal {
 public:
  void ring() {
    {
      const std::scoped_lock lock(mutex_);
      rung_ = true;
    }
    wake_.notify_one();
  }

  // Returns when rung (and forgets it), when stopped, or when `most` has passed. Whether it was rung.
  bool wait(const std::stop_token& stop, std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, most, [this] { return rung_; });
    return std::exchange(rung_, false);
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool rung_ = false;
};

}  // namespace attendsense::service
