#include "attendsense/service/webhooks/try_webhook.hpp"

#include "audit_note.hpp"
#include "event_bodies.hpp"
#include "webhooks/fan_out.hpp"
#include "webhooks/webhook_rules.hpp"

namespace attendsense::service::try_webhook {
namespace {

Result<Output> add(core::Transaction& transaction, const Input& input, Instant now) {
  const Result<core::Webhook> webhook = webhook_of(transaction, input.actor.company, input.webhook);
  if (!webhook) return fail(webhook.error());
  if (Result<void> active = require_active(*webhook); !active) return fail(std::move(active));
  core::WebhookDelivery delivery = delivery_of(*webhook, test_event(*webhook, now), now);
  if (Result<bool> added = transaction.webhooks().add_delivery(delivery); !added) return fail(std::move(added));
  Result<void> noted = note(transaction, input.actor, "webhook.test", webhook->id.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  return delivery;
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return add(transaction, input, now); });
}

}  // namespace attendsense::service::try_webhook
