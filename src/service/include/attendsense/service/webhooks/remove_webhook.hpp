#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/precondition.hpp"
#include "attendsense/service/principal.hpp"

// Removes a webhook and its log. Needs manage_company. Errors: not_found "webhook_unknown"; those of the precondition.
namespace attendsense::service::remove_webhook {

struct Input {
  Principal actor = {};
  core::WebhookId webhook = {};
  Precondition<core::Webhook> precondition = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::remove_webhook
