#pragma once

#include <mutex>
#include <utility>

namespace attendsense {

// Data and its mutex as one object: the data cannot be reached without the lock.
template <class T>
class Synchronized {
 public:
  Synchronized() = default;

  explicit Synchronized(T value) : value_(std::move(value)) {}

  // `counters.with([](Counters& c) { ++c.sent; })`. The function must not let the reference escape.
  template <class Function>
  decltype(auto) with(Function&& function) {
    const std::scoped_lock lock(mutex_);
    return std::forward<Function>(function)(value_);
  }

  template <class Function>
  decltype(auto) with(Function&& function) const {
    const std::scoped_lock lock(mutex_);
    return std::forward<Function>(function)(value_);
  }

 private:
  mutable std::mutex mutex_;
  T value_{};
};

}  // namespace attendsense
