#pragma once

#include <memory>

#include "attendsense/transport/amqp_capture_queue.hpp"
#include "contract/capture_queue_contract.hpp"
#include "testing/declared_queue.hpp"

namespace attendsense::transport::testing_support {

// A queue of its own on the real broker, by a clock that the test sets.
class AmqpQueueUnderTest final : public QueueUnderTest {
 public:
  explicit AmqpQueueUnderTest(const attendsense::testing::TestServers& servers,
                              const Declaration& what = {.max_waiting = kRoom})
      : declared_(servers, what) {
    reopen();
  }

  [[nodiscard]] Promises promises() const override {
    return {.prompt = false,
            .remembers = false,
            .exact_room = false,
            .keeps_leases = false,
            .free_give_back = false,
            .knows_oldest = false};
  }

  core::CaptureQueue& queue() override { return *queue_; }

  void pass(std::chrono::milliseconds time) override { clock_.advance(time); }

  void reopen() override {
    queue_.reset();
    queue_ = open_amqp_capture_queue(options(), clock_).value();
  }

  [[nodiscard]] AmqpOptions options() const {
    AmqpOptions options = declared_.options();
    options.max_attempts = kAttempts;
    options.backoff_max = kBackoffMost;
    options.prefetch = 1;
    options.tick = std::chrono::milliseconds(5);
    return options;
  }

  [[nodiscard]] const DeclaredQueue& declared() const { return declared_; }

  [[nodiscard]] const Clock& clock() const { return clock_; }

 private:
  const DeclaredQueue declared_;
  ManualClock clock_{parse_rfc3339("2026-03-29T01:00:00Z").value()};
  std::unique_ptr<core::CaptureQueue> queue_;
};

}  // namespace attendsense::transport::testing_support
