#pragma once

#include <cstdint>
#include <stop_token>

#include "attendsense/core/ports/event_bus.hpp"
#include "attendsense/core/ports/store.hpp"

namespace attendsense::service {

// Tells the bus some of the events after `position`, in order, and moves it along with each. An event that can never be
// told is logged and passed over; a bus that is away is an error, and the position stays before what it did not hear.
// Whether there may be more.
[[nodiscard]] Result<bool> tell_batch(core::Store& store, core::EventBus& bus, const std::stop_token& stop,
                                      std::int64_t& position);

}  // namespace attendsense::service
