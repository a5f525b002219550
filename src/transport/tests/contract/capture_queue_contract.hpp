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

// One queue, empty at first, and the world around it.
class QueueUnderTest {
 public:
  virtual ~QueueUnderTest() = default;
  [[nodiscard]] virtual core::CaptureQueue& queue() = 0;
  // Leases and back-offs run on by this much.
  virtual void pass(std::chrono::milliseconds time) = 0;
  // As after a restart of the process. References to the old queue end.
  virtual void reopen() = 0;
};

using QueueFactory = std::function<std::unique_ptr<QueueUnderTest>()>;

// A job whose every field depends on `number`; later numbers were accepted later.
[[nodiscard]] core::CaptureJob job(int number, std::size_t body_size = 100);
[[nodiscard]] bool same(const core::CaptureJob& a, const core::CaptureJob& b);

class CaptureQueueContract : public testing::TestWithParam<QueueFactory> {
 protected:
  void SetUp() override { under_test_ = GetParam()(); }

  [[nodiscard]] core::CaptureQueue& queue() { return under_test_->queue(); }

  void pass(std::chrono::milliseconds time) { under_test_->pass(time); }

  void reopen() { under_test_->reopen(); }

  void enqueue(const core::CaptureJob& job);
  // The next job without waiting; a failure of the test when there is none.
  [[nodiscard]] core::LeasedCapture take();
  [[nodiscard]] bool nothing_to_take();

 private:
  std::unique_ptr<QueueUnderTest> under_test_;
};

}  // namespace attendsense::transport::testing_support
