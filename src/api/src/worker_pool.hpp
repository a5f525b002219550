#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace attendsense::api {

// Threads for work that takes its time: passwords, pictures, the database. The queue before them is bounded; what
// does not fit is refused rather than kept waiting. Safe from any thread.
class WorkerPool {
 public:
  using Job = std::function<void()>;  // must not throw

  WorkerPool(int threads, std::size_t most_waiting);
  // As stop().
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Not: the queue is full, or the pool has stopped.
  [[nodiscard]] bool submit(Job job);
  // Takes no more, does what was taken, ends the threads. Repeatable.
  void stop();

 private:
  void run();

  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  bool stopped_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace attendsense::api
