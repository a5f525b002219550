#pragma once

#include <pthread.h>

#include <csignal>
#include <functional>
#include <thread>

#include "attendsense/cli/stop_signal.hpp"

namespace attendsense::app {

// Calls `stop` on a thread of its own when SIGINT or SIGTERM comes, and when it ends. Make it before any other thread.
class StopOnSignal {
 public:
  explicit StopOnSignal(std::function<void()> stop)
      : stop_(std::move(stop)), watcher_([this] { signal_.wait(), stop_(); }) {}

  ~StopOnSignal() {
    // It waits for a signal and for nothing else, so that is how it is told to end.
    // SIGTERM is blocked in every thread: it ends the wait, not the thread.
    pthread_kill(watcher_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
  }

  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  cli::StopSignal signal_;
  std::function<void()> stop_;
  std::jthread watcher_;
};

}  // namespace attendsense::app
