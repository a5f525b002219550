#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <stop_token>

namespace attendsense::station {

struct BackoffSettings {
  std::chrono::milliseconds first{500};
  std::chrono::milliseconds longest{30'000};
};

// How long to wait before the next attempt: doubled each time, with jitter, so that a hundred stations do not come back
// to a server that restarts in the same instant.
class Backoff {
 public:
  explicit Backoff(const BackoffSettings& settings = {}, std::uint64_t seed = std::random_device{}())
      : settings_(settings), random_(seed), next_(settings.first) {}

  // Between half and all of the doubled time; never less than what the other side asked for.
  [[nodiscard]] std::chrono::milliseconds next(std::optional<std::chrono::milliseconds> asked_for = std::nullopt);

  void reset() { next_ = settings_.first; }

 private:
  BackoffSettings settings_;
  std::mt19937_64 random_;
  std::chrono::milliseconds next_;
};

// False when stop was requested before the time was over.
bool sleep_unless_stopped(const std::stop_token& stop, std::chrono::milliseconds duration);

}  // namespace attendsense::station
