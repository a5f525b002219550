#include "attendsense/station/backoff.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace attendsense::station {

std::chrono::milliseconds Backoff::next(std::optional<std::chrono::milliseconds> asked_for) {
  const auto whole = next_.count();
  std::uniform_int_distribution<std::chrono::milliseconds::rep> spread(whole / 2, whole);
  next_ = std::min(2 * next_, settings_.longest);
  return std::max(std::chrono::milliseconds(spread(random_)), asked_for.value_or(std::chrono::milliseconds{0}));
}

bool sleep_unless_stopped(const std::stop_token& stop, std::chrono::milliseconds duration) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, duration, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace attendsense::station
