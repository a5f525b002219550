#pragma once

#include <cstddef>
#include <memory>

#include "attendsense/base/metrics.hpp"
#include "attendsense/core/ports/event_bus.hpp"

namespace attendsense::transport {

struct BusOptions {
  std::size_t mailbox_capacity = 1024;  // events that may wait for one subscriber
};

// The event bus within one process. Every subscription has a bounded mailbox and a thread of its own, so that a slow
// listener holds up nobody; when its mailbox is full it loses the oldest event, which is logged and counted in
// attendsense_events_dropped_total of `metrics`, if given (which must then outlive the bus). All subscribers hear
// events in the same order. A handler that throws is logged and goes on with the next event. A subscription may outlive
// the bus; it must not be ended by its own handler.
[[nodiscard]] std::unique_ptr<core::EventBus> make_in_process_event_bus(const BusOptions& options = {},
                                                                        metrics::Registry* metrics = nullptr);

}  // namespace attendsense::transport
