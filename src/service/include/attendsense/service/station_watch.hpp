#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <thread>

#include "attendsense/base/clock.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/signal.hpp"

namespace attendsense::service {

struct StationWatchOptions {
  std::chrono::milliseconds interval{60'000};  // between two looks
  std::chrono::minutes silent{5};              // not heard of for so long, a station is silent
  std::chrono::seconds clock_tolerance{30};    // a clock that is further off is wrong
  std::optional<Instant> listening_since{};    // since when stations are heard here; none: since the watch began
};

// One thread that looks at the stations every so often and tells, as alerts in the outbox, when one falls silent or has
// a wrong clock, and when that ends: each once, however often it looks and whatever process restarts. A station that
// was never heard of is not silent; a revoked one is neither; and none fell silent while nobody listened: after a
// start each has the full time to be heard. Of many processes one leads; the others ask each
// interval whether they may.
class StationWatch {
 public:
  // Looks at once. All that is given must outlive the watch.
  StationWatch(core::Store& store, Signal& events_written, const Clock& clock, StationWatchOptions options = {});

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] Result<void> look();
  [[nodiscard]] Result<bool> lead();

  core::Store& store_;
  Signal& events_written_;
  const Clock& clock_;
  const StationWatchOptions options_;
  std::unique_ptr<core::Leadership> leadership_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace attendsense::service
