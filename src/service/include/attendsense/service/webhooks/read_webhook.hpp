#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Needs manage_company. Errors: not_found "webhook_unknown".
namespace attendsense::service::read_webhook {

struct Input {
  Principal actor = {};
  core::WebhookId webhook = {};
};

using Output = core::Webhook;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_webhook
