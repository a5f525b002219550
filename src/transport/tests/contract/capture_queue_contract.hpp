#pragma once

// What every CaptureQueue must do, whatever it is made of. An implementation instantiates the suite with a factory:
//   INSTANTIATE_TEST_SUITE_P(Sqlite, CaptureQueueContract, testing::Values(QueueFactory{make_sqlite_queue}));

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "attendsense/core/ports/capture_queue.hpp"

namespace attendsense::transport::testing_support {

// The options that the contract is written for.
inline constexpr int kAttempts = 5;
inline constexpr std::int64_t kRoom = 100;
inline constexpr std::chrono::milliseconds kBackoffMost{60'000};

inline constexpr std::chrono::milliseconds kLease{30'000};
inline constexpr std::chrono::milliseconds kDeadline{10'000};
inline constexpr std::chrono::milliseconds kSoon{10'000};  // of a queue that is not prompt

// What only some queues can promise; the header of each says so.
struct Promises {
  bool prompt = true;          // what was done is seen by the next call; else soon
  bool remembers = true;       // recognises a capture that it accepted before
  bool exact_room = true;      // holds its bound to the capture, leased ones included
  bool keeps_leases = true;    // through a restart of the process
  bool free_give_back = true;  // giving back does not count as an attempt
  bool knows_oldest = true;
};

// One queue, empty at first, and the world around it.
class QueueUnderTest {
 public:
  virtual ~QueueUnderTest() = default;

  [[nodiscard]] virtual Promises promises() const { return {}; }

  [[nodiscard]] virtual core::CaptureQueue& queue() = 0;
  // Leases and back-offs run on by this much.
  virtual void pass(std::chrono::milliseconds time) = 0;
  // As after a restart of the process. References to the old queue end.
  virtual void reopen() = 0;
};

// Makes none where the servers that it needs do not run; then the tests are skipped.
using QueueFactory = std::function<std::unique_ptr<QueueUnderTest>()>;

// A job whose every field depends on `number`; later numbers were accepted later.
[[nodiscard]] core::CaptureJob job(int number, std::size_t body_size = 100);
[[nodiscard]] bool same(const core::CaptureJob& a, const core::CaptureJob& b);

class CaptureQueueContract : public testing::TestWithParam<QueueFactory> {
 protected:
  void SetUp() override;

  [[nodiscard]] Promises promises() const { return under_test_->promises(); }

  [[nodiscard]] core::CaptureQueue& queue() { return under_test_->queue(); }

  void pass(std::chrono::milliseconds time) { under_test_->pass(time); }

  void reopen() { under_test_->reopen(); }

  void enqueue(const core::CaptureJob& job);
  // The next job, which must be there (soon); a failure of the test when there is none.
  [[nodiscard]] core::LeasedCapture take();
  [[nodiscard]] bool nothing_to_take();
  // The dead captures, once there are so many; never more than one asks for.
  [[nodiscard]] std::vector<core::DeadCapture> dead(std::size_t expected);
  // How the queue stands, once it stands so.
  [[nodiscard]] core::QueueStatus status(std::int64_t waiting, std::int64_t leased, std::int64_t dead);

 private:
  std::unique_ptr<QueueUnderTest> under_test_;
};

}  // namespace attendsense::transport::testing_support
