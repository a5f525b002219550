#include "attendsense/service/webhooks/remove_webhook.hpp"

#include "audit_note.hpp"
#include "webhooks/webhook_rules.hpp"

namespace attendsense::service::remove_webhook {
namespace {

Result<Output> remove(core::Transaction& transaction, const Input& input, Instant now) {
  const Result<core::Webhook> webhook = webhook_of(transaction, input.actor.company, input.webhook);
  if (!webhook) return fail(webhook.error());
  if (Result<void> met = require(input.precondition, *webhook); !met) return fail(std::move(met));
  if (Result<bool> removed = transaction.webhooks().remove(webhook->id); !removed) return fail(std::move(removed));
  Result<void> noted = note(transaction, input.actor, "webhook.remove", webhook->id.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  return Output{};
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return remove(transaction, input, now); });
}

}  // namespace attendsense::service::remove_webhook
