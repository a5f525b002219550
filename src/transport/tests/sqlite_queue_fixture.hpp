#pragma once

#include <memory>

#include "attendsense/base/files.hpp"
#include "attendsense/transport/sqlite_capture_queue.hpp"
#include "contract/capture_queue_contract.hpp"

namespace attendsense::transport::testing_support {

[[nodiscard]] inline QueueOptions contract_options() {
  QueueOptions options;
  options.max_attempts = kAttempts;
  options.max_waiting = kRoom;
  options.backoff_max = kBackoffMost;
  options.poll = std::chrono::milliseconds(5);
  return options;
}

// A queue in a temporary folder, by a clock that the test sets.
class SqliteQueueUnderTest final : public QueueUnderTest {
 public:
  explicit SqliteQueueUnderTest(const QueueOptions& options = contract_options()) : options_(options) { reopen(); }

  core::CaptureQueue& queue() override { return *queue_; }

  void pass(std::chrono::milliseconds time) override { clock_.advance(time); }

  void reopen() override {
    queue_.reset();
    queue_ = another();
  }

  // As another process would open it.
  [[nodiscard]] std::unique_ptr<core::CaptureQueue> another() const {
    return open_sqlite_capture_queue(path(), options_, clock_).value();
  }

  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "queue.db"; }

  [[nodiscard]] const ManualClock& clock() const { return clock_; }

 private:
  const TemporaryFolder folder_;
  const QueueOptions options_;
  ManualClock clock_{parse_rfc3339("2026-03-29T01:00:00Z").value()};
  std::unique_ptr<core::CaptureQueue> queue_;
};

}  // namespace attendsense::transport::testing_support
