#pragma once

#include <mutex>

#include "attendsense/station/station.hpp"

namespace attendsense::station {

// Serialises what the observer hears.
class QuietObserver {
 public:
  explicit QuietObserver(StationObserver& observer) : observer_(observer) {}

  template <class Call>
  void tell(Call&& call) {
    const std::scoped_lock lock(mutex_);
    call(observer_);
  }

 private:
  std::mutex mutex_;
  StationObserver& observer_;
};

}  // namespace attendsense::station
