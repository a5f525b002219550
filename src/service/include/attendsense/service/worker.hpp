#pragma once

#include <chrono>
#include <memory>

#include "attendsense/base/clock.hpp"
#include "attendsense/service/ports.hpp"

namespace attendsense::service {

struct WorkerOptions {
  int threads = 1;
  std::chrono::milliseconds lease{60'000};  // how long a capture may take before another worker gets it
  std::chrono::milliseconds wait{500};      // for a capture, before looking whether to stop
};

// Threads that take captures from the queue and settle them: acknowledged when processed, kept in hand while the store
// is away, released for another try after a failure that may be their own, buried with the reason when hopeless. Counts
// outcomes and times in the metrics.
class Worker {
 public:
  // Starts at once. What `ports` names and `clock` must outlive the worker.
  Worker(const Ports& ports, const Clock& clock, WorkerOptions options = {});
  // As stop().
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Finishes what is being processed, gives back what was only just taken, and waits for the threads. Repeatable.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::service
