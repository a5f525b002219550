#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace attendsense {

// A bounded queue between threads, in front of the one thread that owns some state. When it is full the oldest
// item makes room for the newest, and the loss is counted: a live picture is worth more than an old one.
// Safe from any number of threads.
template <class T>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity == 0 ? 1 : capacity) {}

  // Returns how many items were dropped to make room: 0 or 1. After close() the item itself is dropped.
  std::size_t put(T item) {
    std::size_t dropped = 0;
    {
      const std::scoped_lock lock(mutex_);
      if (closed_) {
        ++dropped_;
        return 1;
      }
      if (items_.size() == capacity_) {
        items_.pop_front();
        ++dropped_;
        dropped = 1;
      }
      items_.push_back(std::move(item));
    }
    arrived_.notify_one();
    return dropped;
  }

  // Waits for an item. Nothing when stop is requested, or when the box is closed and empty.
  [[nodiscard]] std::optional<T> take(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, stop, [this] { return closed_ || !items_.empty(); });
    return pop(lock);
  }

  // The same with a deadline; nothing also when it passes.
  template <class TimePoint>
  [[nodiscard]] std::optional<T> take_until(const std::stop_token& stop, TimePoint deadline) {
    std::unique_lock lock(mutex_);
    arrived_.wait_until(lock, stop, deadline, [this] { return closed_ || !items_.empty(); });
    return pop(lock);
  }

  // No more items come in; those that are there can still be taken.
  void close() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    arrived_.notify_all();
  }

  [[nodiscard]] bool closed() const {
    const std::scoped_lock lock(mutex_);
    return closed_;
  }

  [[nodiscard]] std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return items_.size();
  }

  [[nodiscard]] std::uint64_t dropped() const {
    const std::scoped_lock lock(mutex_);
    return dropped_;
  }

 private:
  std::optional<T> pop(const std::unique_lock<std::mutex>&) {
    if (items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    return item;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<T> items_;
  std::uint64_t dropped_ = 0;
  bool closed_ = false;
};

}  // namespace attendsense
