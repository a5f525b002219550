#include "group_commit.hpp"

#include <exception>
#include <utility>

namespace attendsense::transport {

namespace {

constexpr std::size_t kLargestBatch = 64;

}  // namespace

GroupCommit::GroupCommit(Transaction& transaction)
    : transaction_(transaction), thread_([this](const std::stop_token& stop) { serve(stop); }) {}

GroupCommit::~GroupCommit() = default;

std::optional<Error> GroupCommit::run_task(const std::shared_ptr<Task>& task, TimePoint deadline) {
  std::unique_lock lock(mutex_);
  waiting_.push_back(task);
  arrived_.notify_one();
  if (done_.wait_until(lock, deadline, [&] { return task->progress == Progress::done; })) return task->error;
  if (task->progress == Progress::waiting) {
    task->progress = Progress::withdrawn;
    return fail(Failure::unavailable, "queue_away", "The capture queue is busy: its turn did not come in time",
                "Try again")
        .error();
  }
  return fail(Failure::in_doubt, "queue_in_doubt", "The capture queue did not say in time whether it has committed",
              "Ask again with the same capture: it is taken in once")
      .error();
}

void GroupCommit::serve(const std::stop_token& stop) {
  while (wait_for_work(stop)) {
    // The batch is gathered after begin(), which may have waited for the lock of another process: what came meanwhile
    // belongs to it, and who has given up meanwhile can still be told that nothing was done.
    const std::optional<Error> away = attempt([this] { transaction_.begin(); });
    const Batch batch = gather();
    if (away) {
      for (const auto& task : batch) task->error = away;
    } else {
      carry_out(batch);
    }
    {
      const std::scoped_lock lock(mutex_);
      for (const auto& task : batch) task->progress = Progress::done;
    }
    done_.notify_all();
  }
}

// False only when it is time to stop and nothing is left.
bool GroupCommit::wait_for_work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, stop, [this] { return !waiting_.empty(); });
  return !waiting_.empty();
}

GroupCommit::Batch GroupCommit::gather() {
  const std::scoped_lock lock(mutex_);
  Batch batch;
  while (!waiting_.empty() && batch.size() < kLargestBatch) {
    if (waiting_.front()->progress == Progress::waiting) {
      waiting_.front()->progress = Progress::begun;
      batch.push_back(std::move(waiting_.front()));
    }
    waiting_.pop_front();
  }
  return batch;
}

void GroupCommit::carry_out(const Batch& batch) {
  const std::optional<Error> failed = attempt([&] { do_and_commit(batch); });
  if (!failed) return;
  for (const auto& task : batch) {
    task->error = batch.size() == 1 ? failed : attempt([&] {
      transaction_.begin();
      do_and_commit({task});
    });
  }
}

void GroupCommit::do_and_commit(const Batch& batch) {
  for (const auto& task : batch) task->work();
  transaction_.commit();
}

std::optional<Error> GroupCommit::attempt(const std::function<void()>& step) {
  try {
    step();
    return std::nullopt;
  } catch (const std::exception& exception) {
    Error error = transaction_.translate(exception);
    transaction_.roll_back();
    return error;
  }
}

}  // namespace attendsense::transport
