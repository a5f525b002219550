#include "attendsense/service/webhooks/create_webhook.hpp"

#include "attendsense/crypto/webhook_signature.hpp"
#include "audit_note.hpp"
#include "webhooks/webhook_rules.hpp"

namespace attendsense::service::create_webhook {
namespace {

Result<core::Webhook> store(core::Transaction& transaction, const Input& input, core::Webhook webhook, Instant now) {
  const auto others = transaction.webhooks().all(webhook.company);
  if (!others) return fail(others.error());
  if (others->size() >= kMostWebhooks) {
    return fail(Failure::conflict, "webhooks_exhausted",
                "The company has " + std::to_string(kMostWebhooks) + " webhooks already", "Remove one first");
  }
  const Result<std::int64_t> last = transaction.outbox().last_sequence();
  if (!last) return fail(last.error());
  webhook.after_event = *last;
  if (Result<void> added = transaction.webhooks().add(webhook); !added) return fail(std::move(added));
  Result<void> noted = note(transaction, input.actor, "webhook.create", webhook.id.to_string(),
                            {{"url", without_query(webhook.url)}, {"events", in_words(webhook.events)}}, now);
  if (!noted) return fail(std::move(noted));
  return webhook;
}

}  // namespace

Result<void> check(const Input& input, const Ports& ports) {
  InputCheck check;
  check.name(input.name, "name");
  check_webhook_url(check, input.url, ports);
  check_webhook_events(check, input.events);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input, ports); !checked) return fail(std::move(checked));
  core::Webhook webhook;
  webhook.id = core::WebhookId::make(now);
  webhook.company = input.actor.company;
  webhook.name = trimmed(input.name);
  webhook.url = input.url;
  webhook.events = input.events;
  webhook.secret = crypto::make_webhook_secret();
  webhook.created_at = now;
  return core::write_to(ports.store,
                        [&](core::Transaction& transaction) { return store(transaction, input, webhook, now); });
}

}  // namespace attendsense::service::create_webhook
