#include "attendsense/service/webhooks/update_webhook.hpp"

#include "attendsense/crypto/webhook_signature.hpp"
#include "audit_note.hpp"
#include "webhooks/webhook_rules.hpp"

namespace attendsense::service::update_webhook {
namespace {

using core::WebhookState;

Result<void> activate(core::Transaction& transaction, core::Webhook& webhook) {
  if (webhook.state == WebhookState::active) return {};
  const Result<std::int64_t> last = transaction.outbox().last_sequence();
  if (!last) return fail(last.error());
  webhook.state = WebhookState::active;
  webhook.after_event = *last;
  webhook.failing_since.reset();
  return {};
}

Result<void> pause(core::Transaction& transaction, core::Webhook& webhook) {
  if (webhook.state != WebhookState::active) return {};
  webhook.state = WebhookState::paused;
  const Result<std::int64_t> given_up = transaction.webhooks().give_up(webhook.id, "The webhook was paused");
  if (!given_up) return fail(given_up.error());
  return {};
}

void rotate(core::Webhook& webhook, const Secret& secret, Instant now) {
  webhook.previous_secret = std::move(webhook.secret);
  webhook.previous_until = now + kRotation;
  webhook.secret = secret;
}

void set_fields(const Input& input, core::Webhook& webhook) {
  if (input.name) webhook.name = trimmed(*input.name);
  if (input.events) webhook.events = *input.events;
  if (!input.url || *input.url == webhook.url) return;
  webhook.url = *input.url;
  webhook.failing_since.reset();  // the other address did
}

Result<core::Webhook> change(core::Transaction& transaction, const Input& input, const Secret& secret, Instant now) {
  Result<core::Webhook> webhook = webhook_of(transaction, input.actor.company, input.webhook);
  if (!webhook) return webhook;
  if (Result<void> met = require(input.precondition, *webhook); !met) return fail(std::move(met));
  set_fields(input, *webhook);
  if (input.rotate_secret) rotate(*webhook, secret, now);
  if (input.active) {
    Result<void> switched = *input.active ? activate(transaction, *webhook) : pause(transaction, *webhook);
    if (!switched) return fail(std::move(switched));
  }
  if (Result<void> updated = transaction.webhooks().update(*webhook); !updated) return fail(std::move(updated));
  Result<void> noted = note(transaction, input.actor, "webhook.update", webhook->id.to_string(),
                            {{"url", without_query(webhook->url)},
                             {"events", in_words(webhook->events)},
                             {"state", std::string(core::to_string(webhook->state))},
                             {"secret", input.rotate_secret ? "changed" : "kept"}},
                            now);
  if (!noted) return fail(std::move(noted));
  return webhook;
}

}  // namespace

Result<void> check(const Input& input, const Ports& ports) {
  InputCheck check;
  if (input.name) check.name(*input.name, "name");
  if (input.url) check_webhook_url(check, *input.url, ports);
  if (input.events) check_webhook_events(check, *input.events);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input, ports); !checked) return fail(std::move(checked));
  const Secret secret = crypto::make_webhook_secret();
  return core::write_to(ports.store,
                        [&](core::Transaction& transaction) { return change(transaction, input, secret, now); });
}

}  // namespace attendsense::service::update_webhook
