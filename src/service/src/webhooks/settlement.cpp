#include "webhooks/settlement.hpp"

#include <algorithm>

#include "alerts.hpp"
#include "audit_note.hpp"

namespace attendsense::service {
namespace {

using core::DeliveryState;
using core::WebhookState;

constexpr int kGone = 410;
constexpr std::chrono::hours kLongestAskedPause{8};

std::string reason_of(const core::WebhookAnswer& answer) {
  return answer.status ? "The receiver answered " + std::to_string(*answer.status) : answer.error;
}

// What a receiver asks for counts, within reason.
std::chrono::microseconds pause_after(int attempts, const core::WebhookAnswer& answer,
                                      const WebhookPatience& patience) {
  const std::chrono::duration<double> planned = patience.retries[static_cast<std::size_t>(attempts) - 1];
  const auto stretched = std::chrono::duration_cast<std::chrono::microseconds>(planned * patience.stretch);
  const std::chrono::microseconds asked = answer.retry_after.value_or(std::chrono::seconds{0});
  return std::max(stretched, std::min<std::chrono::microseconds>(asked, kLongestAskedPause));
}

void advance(core::WebhookDelivery& delivery, const core::WebhookAnswer& answer, const WebhookPatience& patience,
             Instant now) {
  ++delivery.attempts;
  delivery.last_at = now;
  delivery.last_status = answer.status;
  delivery.last_error = has_arrived(answer) ? "" : reason_of(answer);
  delivery.next_at.reset();
  if (has_arrived(answer)) {
    delivery.state = DeliveryState::delivered;
  } else if (delivery.state == DeliveryState::waiting) {
    const bool over = answer.status == kGone || delivery.attempts > std::ssize(patience.retries);
    if (over) delivery.state = DeliveryState::failed;
    if (!over) delivery.next_at = now + pause_after(delivery.attempts, answer, patience);
  }
}

Result<void> switch_off(core::Transaction& transaction, core::Webhook& webhook, WebhookState why, Instant now) {
  webhook.state = why;
  if (Result<void> updated = transaction.webhooks().update_health(webhook); !updated) return updated;
  const Result<std::int64_t> given_up = transaction.webhooks().give_up(webhook.id, "The webhook was switched off");
  if (!given_up) return fail(given_up.error());
  Result<void> noted = note(transaction, Principal::system(webhook.company), "webhook.disable", webhook.id.to_string(),
                            {{"reason", std::string(core::to_string(why))}}, now);
  if (!noted) return noted;
  return tell(transaction, webhook_disabled_alert(webhook, now));
}

Result<void> judge(core::Transaction& transaction, core::Webhook& webhook, const core::WebhookAnswer& answer,
                   const WebhookPatience& patience, Instant now) {
  if (webhook.state != WebhookState::active) return {};
  if (answer.status == kGone) return switch_off(transaction, webhook, WebhookState::gone, now);
  const auto before = webhook.failing_since;
  if (has_arrived(answer)) {
    webhook.failing_since.reset();
  } else if (!webhook.failing_since) {
    webhook.failing_since = now;
  } else if (now - *webhook.failing_since >= patience.with_webhook) {
    return switch_off(transaction, webhook, WebhookState::failing, now);
  }
  return webhook.failing_since == before ? Result<void>() : transaction.webhooks().update_health(webhook);
}

}  // namespace

Result<void> settle(core::Transaction& transaction, const core::WebhookAnswer& answer, const WebhookPatience& patience,
                    Instant now) {
  Result<std::optional<core::WebhookDelivery>> delivery = transaction.webhooks().find_delivery(answer.delivery);
  if (!delivery) return fail(std::move(delivery));
  if (!*delivery) return {};  // its webhook was removed or its person erased meanwhile
  advance(**delivery, answer, patience, now);
  if (Result<void> updated = transaction.webhooks().update_delivery(**delivery); !updated) return updated;
  Result<std::optional<core::Webhook>> webhook = transaction.webhooks().find((*delivery)->webhook);
  if (!webhook) return fail(std::move(webhook));
  if (!*webhook) return {};
  return judge(transaction, **webhook, answer, patience, now);
}

}  // namespace attendsense::service
