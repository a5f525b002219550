#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"

namespace attendsense {

// A point in time: UTC, microseconds since 1970-01-01. The one type for time that crosses a border or is stored.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// Where "now" comes from. Only the outermost code asks; rules and use cases are given the answer.
class Clock {
 public:
  virtual ~Clock() = default;
  // Safe from any thread.
  [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

// A clock that a test sets. Safe from any thread.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : micros_(start.time_since_epoch().count()) {}

  [[nodiscard]] Instant now() const override { return Instant{std::chrono::microseconds{micros_.load()}}; }

  void set(Instant now) { micros_ = now.time_since_epoch().count(); }

  void advance(std::chrono::microseconds by) { micros_ += by.count(); }

 private:
  std::atomic<std::int64_t> micros_;
};

// RFC 3339 in UTC with six decimals: "2026-03-29T07:04:05.000001Z".
[[nodiscard]] std::string to_rfc3339(Instant instant);
// Accepts RFC 3339 with any offset and up to six decimals. Else invalid_input "time_malformed".
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);

}  // namespace attendsense
