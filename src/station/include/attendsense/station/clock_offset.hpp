#pragma once

#include <chrono>
#include <deque>
#include <optional>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/synchronized.hpp"

namespace attendsense::station {

// By how much this station's clock is ahead of the server's. Each answer of the server says what time it is there;
// the answer that came back the fastest among the recent ones is believed, since the error of such a measurement is at
// most half its round trip. Safe from any thread.
class ClockOffset {
 public:
  // When a request went out and its answer began, by the station's clock; the server's time in between.
  void observe(Instant sent, Instant answered, Instant server);

  // Station minus server; nothing before the first measurement.
  [[nodiscard]] std::optional<std::chrono::microseconds> get() const;
  // More than kTolerated off, even if the measurement erred by all it can.
  [[nodiscard]] bool is_wrong() const;

  static constexpr std::chrono::seconds kTolerated{2};

 private:
  struct Sample {
    std::chrono::microseconds offset{0};
    std::chrono::microseconds error{0};  // at most
    Instant taken;
  };

  [[nodiscard]] std::optional<Sample> best() const;

  Synchronized<std::deque<Sample>> recent_;
};

}  // namespace attendsense::station
