#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/ports/capture_queue.hpp"
#include "attendsense/transport/sqlite_capture_queue.hpp"
#include "retry_time.hpp"
#include "sqlite.hpp"

namespace attendsense::transport {

// What each verb of the queue does to its tables. Every function runs inside a transaction that its caller has begun
// and will commit, or roll back when SqliteError comes out. For one thread.
class QueueTables {
 public:
  QueueTables(sqlite::Connection& connection, const QueueOptions& options);

  [[nodiscard]] Result<core::Enqueued> add(const core::CaptureJob& job);
  // The first job that is available, leased until now + lease. One whose last lease ran out may be what ended its
  // worker: it is given alone, when nothing else is leased, and until it is settled nothing else is given. So it takes
  // no others with it.
  [[nodiscard]] std::optional<core::LeasedCapture> take(Instant now, std::chrono::milliseconds lease);
  [[nodiscard]] bool keep(const core::LeasedCapture& leased, Instant now, std::chrono::milliseconds lease);
  [[nodiscard]] bool acknowledge(const core::LeasedCapture& leased, Instant now);
  [[nodiscard]] bool release(const core::LeasedCapture& leased, const std::string& reason, Instant now);
  [[nodiscard]] bool bury(const core::LeasedCapture& leased, const std::string& reason, Instant now);
  [[nodiscard]] bool give_back(const core::LeasedCapture& leased);

  [[nodiscard]] core::QueueStatus status(Instant now);
  [[nodiscard]] std::vector<core::DeadCapture> dead(int limit);
  [[nodiscard]] std::int64_t retry_dead(std::optional<core::CaptureId> capture);

  // Forgets what is past its time and gives free space back to the disk; a bounded amount of work each time.
  void tidy(Instant now);

  // What is kept in memory is no longer what is stored: after a rollback.
  void forget_memory() {
    counted_.reset();
    suspect_.reset();
  }

 private:
  struct Load {
    std::int64_t jobs = 0;
    std::int64_t bytes = 0;
  };

  Load& load();
  [[nodiscard]] bool is_known(const core::CaptureId& capture);
  void bury_abandoned(Instant now);

  // The row of a lease that is still held, or nothing.
  struct Held {
    std::int64_t sequence = 0;
    std::int64_t size = 0;
    int attempts = 0;
  };

  // A capture that is worked on alone.
  struct Suspect {
    core::CaptureId capture;
    Instant until;
  };

  [[nodiscard]] std::optional<Held> find_held(const core::LeasedCapture& leased);
  // As one that is about to be settled.
  [[nodiscard]] std::optional<Held> held(const core::LeasedCapture& leased);
  [[nodiscard]] bool is_leased(Instant now);
  void kill(const Held& row, const std::string& reason, Instant now);

  sqlite::Connection& connection_;
  const QueueOptions options_;
  RetryTime retry_time_;
  std::optional<Load> counted_;        // of live jobs; recounted when another process has changed the file
  std::int64_t counted_version_ = -1;  // PRAGMA data_version at that time
  std::optional<Suspect> suspect_;

  sqlite::Statement data_version_;
  sqlite::Statement count_live_;
  sqlite::Statement find_known_;
  sqlite::Statement insert_job_;
  sqlite::Statement insert_body_;
  sqlite::Statement find_abandoned_;
  sqlite::Statement find_next_;
  sqlite::Statement find_leased_;
  sqlite::Statement lease_;
  sqlite::Statement read_job_;
  sqlite::Statement find_held_;
  sqlite::Statement prolong_;
  sqlite::Statement delete_job_;
  sqlite::Statement insert_known_;
  sqlite::Statement postpone_;
  sqlite::Statement return_;
  sqlite::Statement kill_;
};

}  // namespace attendsense::transport
