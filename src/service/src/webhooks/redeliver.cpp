#include "attendsense/service/webhooks/redeliver.hpp"

#include "audit_note.hpp"
#include "webhooks/webhook_rules.hpp"

namespace attendsense::service::redeliver {
namespace {

Result<core::WebhookDelivery> delivery_of(core::Transaction& transaction, const core::Webhook& webhook,
                                          core::WebhookDeliveryId id) {
  Result<std::optional<core::WebhookDelivery>> found = transaction.webhooks().find_delivery(id);
  if (!found) return fail(std::move(found));
  if (*found && (*found)->webhook == webhook.id) return std::move(**found);
  return fail(Failure::not_found, "delivery_unknown", "The webhook has no delivery " + id.to_string(),
              "List its deliveries to see their ids; they are kept for 30 days");
}

Result<Output> repeat(core::Transaction& transaction, const Input& input, Instant now) {
  const Result<core::Webhook> webhook = webhook_of(transaction, input.actor.company, input.webhook);
  if (!webhook) return fail(webhook.error());
  Result<core::WebhookDelivery> delivery = delivery_of(transaction, *webhook, input.delivery);
  if (!delivery) return delivery;
  if (Result<void> active = require_active(*webhook); !active) return fail(std::move(active));
  delivery->state = core::DeliveryState::waiting;
  delivery->attempts = 0;
  delivery->next_at = now;
  if (Result<void> updated = transaction.webhooks().update_delivery(*delivery); !updated) {
    return fail(std::move(updated));
  }
  Result<void> noted = note(transaction, input.actor, "webhook.redeliver", webhook->id.to_string(),
                            {{"delivery", delivery->id.to_string()}}, now);
  if (!noted) return fail(std::move(noted));
  return delivery;
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return repeat(transaction, input, now); });
}

}  // namespace attendsense::service::redeliver
