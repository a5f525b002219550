#pragma once

#include <chrono>
#include <random>

namespace attendsense::transport::amqp {

// How long to wait before the next try to connect: twice as long each time up to a bound, and a random half of it, so
// that many processes do not come back at the same moment. For one thread.
class RetryPause {
 public:
  [[nodiscard]] std::chrono::milliseconds next() {
    const auto whole = pause_;
    pause_ = std::min(pause_ * 2, kLongest);
    return whole / 2 +
           std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(0, whole.count() / 2)(dice_));
  }

  void reset() { pause_ = kFirst; }

 private:
  static constexpr std::chrono::milliseconds kFirst{100};
  // The service has to be back ten seconds after the broker.
  static constexpr std::chrono::milliseconds kLongest{4'000};
  std::chrono::milliseconds pause_ = kFirst;
  std::minstd_rand dice_{std::random_device{}()};
};

}  // namespace attendsense::transport::amqp
