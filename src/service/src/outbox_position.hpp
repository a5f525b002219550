#pragma once

namespace attendsense::service {

// The setting that says up to which event of the outbox the relay has told.
inline constexpr const char* kOutboxPositionSetting = "outbox.relayed";
// The same of the webhooks.
inline constexpr const char* kWebhookPositionSetting = "outbox.webhooks";

}  // namespace attendsense::service
