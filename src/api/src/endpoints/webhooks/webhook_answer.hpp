#pragma once

#include "attendsense/core/webhook.hpp"
#include "call.hpp"

namespace attendsense::api::endpoints {

enum class WebhookSecret { told, kept };

// A webhook that was written, with the entity tag that reading it has. Its secret is null where it is kept.
[[nodiscard]] http::Response webhook_answer(int status, const core::Webhook& webhook, WebhookSecret secret);

}  // namespace attendsense::api::endpoints
