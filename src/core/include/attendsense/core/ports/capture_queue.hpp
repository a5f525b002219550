#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core {

// Where a station saw the face that it tracked: a box in pixels of the capture's picture, which it may reach beyond.
struct FaceHint {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  bool operator==(const FaceHint&) const = default;
};

// A capture on its way to a worker.
struct CaptureJob {
  CaptureId capture;
  CompanyId company;
  StationId station;
  CameraId camera;
  PassageId passage;
  Instant captured_at;  // by the station's clock
  Instant accepted_at;  // by the server's
  std::optional<FaceHint> face = {};
  std::optional<std::chrono::microseconds> clock_offset = {};  // station minus server, as measured for this capture
  bool sealed = true;  // body: a Fernet token under the station's key; else a bare JPEG, over loopback only
  Bytes body;
};

// A job that is this worker's until the lease ends. `attempt` counts from 1.
struct LeasedCapture {
  CaptureJob job;
  std::int64_t receipt = 0;  // names this lease; settling with an old one does nothing
  int attempt = 1;
};

struct DeadCapture {
  CaptureId capture;
  StationId station;
  Instant accepted_at;
  Instant died_at;
  int attempts = 0;
  std::string reason;  // the last error, one line
};

struct QueueStatus {
  std::int64_t waiting = 0;
  std::int64_t leased = 0;  // at least: a queue may know of this process's own only
  std::int64_t dead = 0;
  std::optional<Instant> oldest_waiting;  // if the queue can tell
};

// known: this capture id was accepted before; nothing was added. A queue that does not remember says added, and the
// store recognises the capture later.
enum class Enqueued { added, known };

// Keeps captures until they are settled: at least once, in order of acceptance as far as retries allow. Safe from any
// thread. Every call takes a deadline or does not wait.
class CaptureQueue {
 public:
  virtual ~CaptureQueue() = default;
  // Returns once the job is durable. unavailable "queue_full" beyond the bound, "queue_away" when it cannot be reached.
  [[nodiscard]] virtual Result<Enqueued> enqueue(const CaptureJob& job, std::chrono::milliseconds deadline) = 0;
  // The next job, waiting up to `wait` for one. A job that is not settled within `lease` becomes available again.
  [[nodiscard]] virtual Result<std::optional<LeasedCapture>> take(std::chrono::milliseconds lease,
                                                                  std::chrono::milliseconds wait) = 0;
  // The lease ends `lease` from now instead. Whether it was still held.
  [[nodiscard]] virtual Result<bool> keep(const LeasedCapture& leased, std::chrono::milliseconds lease) = 0;
  // Done: it goes. Whether the lease was still held.
  [[nodiscard]] virtual Result<bool> acknowledge(const LeasedCapture& leased) = 0;
  // Failed: available again after a back-off, or dead after the last try. Whether the lease was still held.
  [[nodiscard]] virtual Result<bool> release(const LeasedCapture& leased, const std::string& reason) = 0;
  // Hopeless: dead at once.
  [[nodiscard]] virtual Result<bool> bury(const LeasedCapture& leased, const std::string& reason) = 0;
  // Given back unharmed at a graceful stop: available at once. The attempt does not count where the queue can help it.
  [[nodiscard]] virtual Result<bool> give_back(const LeasedCapture& leased) = 0;

  [[nodiscard]] virtual Result<QueueStatus> status() = 0;
  [[nodiscard]] virtual Result<std::vector<DeadCapture>> dead(int limit) = 0;
  // Back into the queue with fresh attempts; one, or all when no capture is named. How many.
  [[nodiscard]] virtual Result<std::int64_t> retry_dead(std::optional<CaptureId> capture) = 0;
};

}  // namespace attendsense::core
