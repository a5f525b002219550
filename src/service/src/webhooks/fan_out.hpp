#pragma once

#include <cstdint>

#include "attendsense/core/ports/store.hpp"

namespace attendsense::service {

// An event on its way to a webhook, due now.
[[nodiscard]] core::WebhookDelivery delivery_of(const core::Webhook& webhook, const core::Event& event, Instant now);

// Writes down, for what the outbox holds after `position`, who is to be told of it, and moves the position on. What was
// written down before stays as it is, so that a position may lag behind. Whether there may be more.
[[nodiscard]] Result<bool> fan_out(core::Store& store, std::int64_t& position, Instant now);

}  // namespace attendsense::service
