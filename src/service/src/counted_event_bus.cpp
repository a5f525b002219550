#include "attendsense/service/counted_event_bus.hpp"

#include "attendsense/base/metrics_catalogue.hpp"

namespace attendsense::service {

Result<void> CountedEventBus::publish(const core::Event& event) {
  Result<void> told = bus_.publish(event);
  if (told) registry_.counter(metrics::kEventsPublished, {{"type", event.type}}).add();
  return told;
}

}  // namespace attendsense::service
