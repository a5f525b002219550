#pragma once

#include <chrono>
#include <optional>
#include <thread>

#include "attendsense/core/ports/event_bus.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/signal.hpp"

namespace attendsense::service {

// One thread that tells a process's own bus what any process writes to the outbox from now on, in order, while the
// database can be reached; after an interruption it goes on where it was. It feeds the event streams of an API process
// that has no relay: listeners that begin earlier read the outbox themselves.
class OutboxTail {
 public:
  // Starts at once. `written` is rung by this process's own commits; others are seen within `poll`. All that is given
  // must outlive the tail.
  OutboxTail(core::Store& store, core::EventBus& bus, Signal& written, std::chrono::milliseconds poll);

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] Result<bool> advance(const std::stop_token& stop);

  core::Store& store_;
  core::EventBus& bus_;
  Signal& written_;
  const std::chrono::milliseconds poll_;
  std::optional<std::int64_t> position_;  // none: not read yet
  std::jthread thread_;                   // last: ends before what it uses
};

}  // namespace attendsense::service
