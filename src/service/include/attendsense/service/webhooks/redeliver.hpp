#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Puts a delivery on its way again, whatever became of it, with all its tries before it. The receiver knows it by the
// same id. Needs manage_company. Errors: not_found "webhook_unknown", "delivery_unknown"; conflict "webhook_inactive".
namespace attendsense::service::redeliver {

struct Input {
  Principal actor = {};
  core::WebhookId webhook = {};
  core::WebhookDeliveryId delivery = {};
};

using Output = core::WebhookDelivery;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::redeliver
