#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "attendsense/base/result.hpp"

namespace attendsense::transport {

// What a batch of work is done within. Every function is called on the one thread of a GroupCommit.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual void begin() = 0;
  virtual void commit() = 0;
  // Must not throw.
  virtual void roll_back() noexcept = 0;
  // The failure that an exception stands for that came out of work, begin() or commit().
  [[nodiscard]] virtual Error translate(const std::exception& exception) = 0;
};

// One thread that owns a database connection and does the work of others on it. Whatever is waiting when it becomes
// free goes into one transaction, because a commit costs a flush of the disk, and ten pieces of work in it cost little
// more than one. A result is handed over only after the commit. If a batch fails, its parts are tried one by one, so
// that one part's trouble is not another's; work may therefore run more than once and must set all that it returns each
// time.
class GroupCommit {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  explicit GroupCommit(Transaction& transaction);
  // Work that was accepted is finished first.
  ~GroupCommit();
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // Runs `work` within a transaction and waits for the commit. Work that returns an error must have changed nothing.
  // When the deadline passes before the work is begun it never will be: unavailable "queue_away"; when it passes
  // between then and the commit: in_doubt "queue_in_doubt". `work` must own all that it refers to.
  template <class T>
  [[nodiscard]] Result<T> run(TimePoint deadline, std::function<Result<T>()> work) {
    const auto result = std::make_shared<std::optional<Result<T>>>();
    const auto task = std::make_shared<Task>([work = std::move(work), result] { *result = work(); });
    if (std::optional<Error> failed = run_task(task, deadline)) return fail(*std::move(failed));
    return **std::move(result);
  }

 private:
  enum class Progress { waiting, begun, done, withdrawn };

  struct Task {
    explicit Task(std::function<void()> w) : work(std::move(w)) {}

    std::function<void()> work;
    std::optional<Error> error;
    Progress progress = Progress::waiting;  // guarded by mutex_
  };

  using Batch = std::vector<std::shared_ptr<Task>>;

  std::optional<Error> run_task(const std::shared_ptr<Task>& task, TimePoint deadline);
  void serve(const std::stop_token& stop);
  [[nodiscard]] bool wait_for_work(const std::stop_token& stop);
  [[nodiscard]] Batch gather();
  void carry_out(const Batch& batch);
  void do_and_commit(const Batch& batch);
  // What went wrong in a step, after which everything has been rolled back.
  [[nodiscard]] std::optional<Error> attempt(const std::function<void()>& step);

  Transaction& transaction_;
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::condition_variable done_;
  std::deque<std::shared_ptr<Task>> waiting_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace attendsense::transport
