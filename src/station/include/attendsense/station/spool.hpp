#pragma once

// Captures on the station's own disk until the server has them: written before anything is sent, removed when the
// server has answered 202. Survives kill -9 and a power cut.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "attendsense/base/result.hpp"
#include "attendsense/station/capture.hpp"

namespace attendsense::station {

struct SpoolLimits {
  std::uint64_t max_bytes = std::uint64_t{2} << 30;  // of waiting captures; the oldest make room
  std::chrono::hours max_age{14 * 24};
  std::int64_t max_aside = 500;  // refused captures that are kept to look into
};

struct SpooledCapture {
  std::int64_t sequence = 0;
  Capture capture;
  std::optional<std::chrono::microseconds> clock_offset;  // as known when it was taken
};

struct SpoolCounts {
  std::int64_t waiting = 0;
  std::uint64_t waiting_bytes = 0;
  std::int64_t aside = 0;
  std::int64_t dropped_for_size = 0;  // since the spool was made, as all below
  std::int64_t dropped_for_age = 0;
  std::int64_t dropped_from_aside = 0;
};

// Safe from any thread. Errors of the disk are unavailable "spool_failed" or "spool_full"; nothing is half done then.
class Spool {
 public:
  // Makes the file (0600) if it is not there. A file that is damaged is moved to "<path>.damaged-<time>", reported in
  // the log, and a new one is begun: a door must not stay shut for it.
  [[nodiscard]] static Result<std::unique_ptr<Spool>> open(const std::filesystem::path& path,
                                                           const SpoolLimits& limits = {});
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // Durable when it returns. A capture that is there already is left as it is.
  [[nodiscard]] Result<void> append(const Capture& capture, std::optional<std::chrono::microseconds> clock_offset,
                                    Instant now);
  // The one to send next: always the one that was appended first. Drops those that are too old before it looks.
  [[nodiscard]] Result<std::optional<SpooledCapture>> oldest(Instant now);
  [[nodiscard]] Result<void> remove(std::int64_t sequence);
  // Out of the way of the others, kept with the reason.
  [[nodiscard]] Result<void> set_aside(std::int64_t sequence, const std::string& reason, Instant now);

  [[nodiscard]] SpoolCounts counts() const;
  // Returns when a capture waits, the deadline passes or stop is requested.
  void wait_for_capture(const std::stop_token& stop, std::chrono::steady_clock::time_point deadline) const;

  // The last event this station has heard of; empty at first.
  [[nodiscard]] std::string last_event_id() const;
  [[nodiscard]] Result<void> remember_event_id(const std::string& id);
  // Whether this is the first time; durable when it returns. The last kRememberedEvents are remembered.
  [[nodiscard]] Result<bool> note_heard(const core::EventId& event);

  static constexpr int kRememberedEvents = 4096;

 private:
  struct State;
  explicit Spool(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::station
