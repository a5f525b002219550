#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "attendsense/base/result.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core {

// Tells those who listen now. It keeps nothing: who was away asks the outbox for what it missed.
class EventBus {
 public:
  // Ends with its destruction; once that returns, the handler is not running and will not run.
  class Subscription {
   public:
    virtual ~Subscription() = default;
  };

  // Called on a thread of the bus, one event at a time for each subscription, in order of publication. It must not
  // block for long and must not throw.
  using Handler = std::function<void(const Event&)>;

  virtual ~EventBus() = default;
  // Safe from any thread. unavailable "bus_away" when nobody could be told.
  [[nodiscard]] virtual Result<void> publish(const Event& event) = 0;
  [[nodiscard]] virtual std::unique_ptr<Subscription> subscribe(Handler handler) = 0;

  // How often the bus was away since it was made. Each time it may have forgotten what it was told last; whoever needs
  // that to be heard tells it again.
  [[nodiscard]] virtual std::int64_t interruptions() const { return 0; }
};

}  // namespace attendsense::core
