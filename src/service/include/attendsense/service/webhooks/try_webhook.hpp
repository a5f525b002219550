#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Puts an event of the type "test" on its way to a webhook. Needs manage_company. Errors: not_found "webhook_unknown";
// conflict "webhook_inactive".
namespace attendsense::service::try_webhook {

struct Input {
  Principal actor = {};
  core::WebhookId webhook = {};
};

using Output = core::WebhookDelivery;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::try_webhook
