#include "group_commit.hpp"

#include <algorithm>
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
  for (Batch batch = next_batch(stop); !batch.empty(); batch = next_batch(stop)) {
    carry_out(batch);
    {
      const std::scoped_lock lock(mutex_);
      for (const auto& task : batch) task->progress = Progress::done;
    }
    done_.notify_all();
  }
}

// Empty only when it is time to stop and nothing is left.
GroupCommit::Batch GroupCommit::next_batch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  Batch batch;
  while (batch.empty()) {
    arrived_.wait(lock, stop, [this] { return !waiting_.empty(); });
    if (waiting_.empty()) return {};
    const std::size_t count = std::min(waiting_.size(), kLargestBatch);
    for (std::size_t i = 0; i < count; ++i) {
      if (waiting_[i]->progress == Progress::withdrawn) continue;
      waiting_[i]->progress = Progress::begun;
      batch.push_back(std::move(waiting_[i]));
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return batch;
}

void GroupCommit::carry_out(const Batch& batch) {
  if (const std::optional<Error> away = attempt([this] { transaction_.begin(); })) {
    for (const auto& task : batch) task->error = away;
    return;
  }
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
