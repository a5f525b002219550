#pragma once

#include "attendsense/base/metrics.hpp"
#include "attendsense/core/ports/event_bus.hpp"

namespace attendsense::service {

// A bus that counts what another one took, by type of event: attendsense_events_published_total.
class CountedEventBus final : public core::EventBus {
 public:
  // Both must outlive it.
  CountedEventBus(core::EventBus& bus, metrics::Registry& registry) : bus_(bus), registry_(registry) {}

  [[nodiscard]] Result<void> publish(const core::Event& event) override;

  [[nodiscard]] std::unique_ptr<Subscription> subscribe(Handler handler) override {
    return bus_.subscribe(std::move(handler));
  }

  [[nodiscard]] std::int64_t interruptions() const override { return bus_.interruptions(); }

 private:
  core::EventBus& bus_;
  metrics::Registry& registry_;
};

}  // namespace attendsense::service
