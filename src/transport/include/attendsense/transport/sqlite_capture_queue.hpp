#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/core/ports/capture_queue.hpp"

namespace attendsense::transport {

struct QueueOptions {
  int max_attempts = 5;                            // leases that may end badly before a capture is dead
  std::int64_t max_waiting = 20'000;               // captures that wait or are leased; beyond: "queue_full"
  std::int64_t max_bytes = std::int64_t{4} << 30;  // of their bodies; beyond: "queue_full"
  std::chrono::milliseconds backoff_base{500};     // before the second attempt; doubles with each further one
  std::chrono::milliseconds backoff_max{60'000};
  std::chrono::hours remember_known{24 * 14};  // how long the id of a settled capture is recognised
  std::chrono::hours keep_dead{24 * 90};       // how long a person has to look at a dead capture
  std::chrono::milliseconds poll{200};         // how often a waiting take() looks for what other processes did
  // No other process works on this queue: leases found at its opening are those of one that died, and end.
  bool only_worker = false;
};

// The capture queue of the embedded form: one SQLite database file of its own, made with mode 0600 when it is missing.
// What is said in core/ports/capture_queue.hpp holds through a crash of the process and, because every commit reaches
// the disk before a call returns, through a power cut. Several processes may have the same file open. Calls of several
// threads at the same time share one commit.
//
// An attempt counts from the moment a lease is taken, so a capture that crashes its worker dies in the end as well. A
// lease that ran out is still held as long as nobody else has taken the capture: work that was done late is not done
// twice. `clock` must outlive the queue. Destroy the queue when no call is running.
//
// Failures: unavailable "queue_away" (the file cannot be opened, read, written or locked in time), unavailable
// "queue_full", in_doubt "queue_in_doubt" (the deadline passed during the commit; enqueue the same capture again),
// corrupt "queue_damaged", invalid_input "queue_foreign" (the file is a database of something else), unsupported
// "queue_newer" (written by a later version).
[[nodiscard]] Result<std::unique_ptr<core::CaptureQueue>> open_sqlite_capture_queue(const std::filesystem::path& path,
                                                                                    const QueueOptions& options,
                                                                                    const Clock& clock);

}  // namespace attendsense::transport
