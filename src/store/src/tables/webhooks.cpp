#include "failed.hpp"
#include "paging.hpp"
#include "postgres/connection.hpp"
#include "sealed.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelectWebhook =
    "SELECT id, company, name, url, events, state, sealed_secret, sealed_previous_secret, previous_until, after_event,"
    " failing_since, created_at FROM webhook ";
const std::string kSelectDelivery =
    "SELECT id, company, webhook, event, type, employee, body, created_at, state, attempts, next_at, last_at,"
    " last_status, last_error FROM webhook_delivery ";

std::string join(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::set<std::string> split(std::string_view text) {
  std::set<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

Secret open_secret(const crypto::SealingKey& key, BytesView sealed, WebhookId id) {
  const Result<Bytes> opened = crypto::open(key, sealed, webhook_seal_context(id));
  if (!opened) {
    throw_failed(Failure::corrupt, "webhook_sealed_otherwise",
                 fmt::format("The secret of webhook {} does not open: {}", id.to_string(), opened.error().message),
                 "Put back the key file or the backup it belongs to, or remove the webhook and create it anew");
  }
  return Secret(std::string(as_text(*opened)));
}

Bytes seal_secret(const crypto::SealingKey& key, const Secret& secret, WebhookId id) {
  return crypto::seal(key, as_bytes(secret.reveal()), webhook_seal_context(id));
}

template <class Row>
Webhook read_webhook(Row& row, const crypto::SealingKey& key) {
  Webhook webhook;
  std::string events;
  std::string state;
  BytesView secret;
  std::optional<Bytes> previous;
  row.into(webhook.id, webhook.company, webhook.name, webhook.url, events, state, secret, previous,
           webhook.previous_until, webhook.after_event, webhook.failing_since, webhook.created_at);
  webhook.events = split(events);
  webhook.state = expect_known(parse_webhook_state(state), "webhook.state");
  webhook.secret = open_secret(key, secret, webhook.id);
  if (previous) webhook.previous_secret = open_secret(key, *previous, webhook.id);
  return webhook;
}

constexpr auto kAsDelivery = [](auto& row) {
  WebhookDelivery delivery;
  std::string state;
  row.into(delivery.id, delivery.company, delivery.webhook, delivery.event, delivery.type, delivery.employee,
           delivery.body, delivery.created_at, state, delivery.attempts, delivery.next_at, delivery.last_at,
           delivery.last_status, delivery.last_error);
  delivery.state = expect_known(parse_delivery_state(state), "webhook_delivery.state");
  return delivery;
};

template <class Connection>
class WebhookTable final : public Webhooks {
 public:
  WebhookTable(Connection& connection, const crypto::SealingKey& key) : connection_(connection), key_(key) {}

  Result<void> add(const Webhook& webhook) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO webhook (id, company, name, url, events, state, sealed_secret, sealed_previous_secret,"
          " previous_until, after_event, failing_since, created_at)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
          webhook.id, webhook.company, webhook.name, webhook.url, join(webhook.events), to_string(webhook.state),
          seal_secret(key_, webhook.secret, webhook.id), previous_of(webhook), webhook.previous_until,
          webhook.after_event, webhook.failing_since, webhook.created_at);
    });
  }

  Result<void> update(const Webhook& webhook) override {
    return guarded([&] {
      const std::int64_t changed = connection_.run(
          "UPDATE webhook SET name = $2, url = $3, events = $4, state = $5, sealed_secret = $6,"
          " sealed_previous_secret = $7, previous_until = $8, after_event = $9, failing_since = $10 WHERE id = $1",
          webhook.id, webhook.name, webhook.url, join(webhook.events), to_string(webhook.state),
          seal_secret(key_, webhook.secret, webhook.id), previous_of(webhook), webhook.previous_until,
          webhook.after_event, webhook.failing_since);
      if (changed != 0) return;
      throw_failed(Failure::not_found, "webhook_unknown", "There is no webhook " + webhook.id.to_string());
    });
  }

  Result<void> update_health(const Webhook& webhook) override {
    return guarded([&] {
      connection_.run("UPDATE webhook SET state = $2, failing_since = $3 WHERE id = $1", webhook.id,
                      to_string(webhook.state), webhook.failing_since);
    });
  }

  Result<bool> remove(WebhookId id) override {
    return guarded([&] { return connection_.run("DELETE FROM webhook WHERE id = $1", id) > 0; });
  }

  Result<std::optional<Webhook>> find(WebhookId id) override {
    return guarded([&] { return connection_.first(kSelectWebhook + "WHERE id = $1", as_webhook(), id); });
  }

  Result<std::vector<Webhook>> all(CompanyId company) override {
    return guarded(
        [&] { return connection_.all(kSelectWebhook + "WHERE company = $1 ORDER BY id", as_webhook(), company); });
  }

  Result<std::vector<Webhook>> active() override {
    return guarded(
        [&] { return connection_.all(kSelectWebhook + "WHERE state = 'active' ORDER BY id", as_webhook()); });
  }

  Result<std::vector<Webhook>> with_due(Instant now) override {
    return guarded([&] {
      return connection_.all(kSelectWebhook +
                                 "WHERE state = 'active' AND EXISTS (SELECT 1 FROM webhook_delivery AS delivery"
                                 " WHERE delivery.webhook = webhook.id AND delivery.state = 'waiting'"
                                 " AND delivery.next_at <= $1) ORDER BY id",
                             as_webhook(), now);
    });
  }

  Result<bool> add_delivery(const WebhookDelivery& delivery) override {
    return guarded([&] {
      return connection_.run(
                 "INSERT INTO webhook_delivery (id, company, webhook, event, type, employee, body, created_at, state,"
                 " attempts, next_at, last_at, last_status, last_error)"
                 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
                 " ON CONFLICT (webhook, event) DO NOTHING",
                 delivery.id, delivery.company, delivery.webhook, delivery.event, delivery.type, delivery.employee,
                 delivery.body, delivery.created_at, to_string(delivery.state), delivery.attempts, delivery.next_at,
                 delivery.last_at, delivery.last_status, delivery.last_error) > 0;
    });
  }

  Result<void> update_delivery(const WebhookDelivery& delivery) override {
    return guarded([&] {
      connection_.run(
          "UPDATE webhook_delivery SET state = $2, attempts = $3, next_at = $4, last_at = $5, last_status = $6,"
          " last_error = $7 WHERE id = $1",
          delivery.id, to_string(delivery.state), delivery.attempts, delivery.next_at, delivery.last_at,
          delivery.last_status, delivery.last_error);
    });
  }

  Result<std::optional<WebhookDelivery>> find_delivery(WebhookDeliveryId id) override {
    return guarded([&] { return connection_.first(kSelectDelivery + "WHERE id = $1", kAsDelivery, id); });
  }

  Result<std::vector<WebhookDelivery>> deliveries(WebhookId webhook, std::optional<DeliveryState> wanted,
                                                  const Page& page) override {
    return guarded([&] {
      std::optional<std::string_view> state;
      if (wanted) state = to_string(*wanted);
      return connection_.all(kSelectDelivery + "WHERE webhook = $1 AND id < $2" + condition("state = $3", 3, state) +
                                 " ORDER BY id DESC LIMIT $4",
                             kAsDelivery, webhook, before_of<WebhookDeliveryId>(page), state, limit_of(page.limit));
    });
  }

  Result<std::vector<WebhookDelivery>> due(WebhookId webhook, Instant now, int limit) override {
    return guarded([&] {
      return connection_.all(
          kSelectDelivery + "WHERE webhook = $1 AND state = 'waiting' AND next_at <= $2 ORDER BY next_at LIMIT $3",
          kAsDelivery, webhook, now, limit_of(limit));
    });
  }

  Result<std::int64_t> give_up(WebhookId webhook, const std::string& reason) override {
    return guarded([&] {
      return connection_.run(
          "UPDATE webhook_delivery SET state = 'failed', next_at = NULL, last_error = $2"
          " WHERE webhook = $1 AND state = 'waiting'",
          webhook, reason);
    });
  }

  Result<std::int64_t> prune_deliveries(Instant created_before) override {
    return guarded([&] {
      return connection_.run("DELETE FROM webhook_delivery WHERE state <> 'waiting' AND created_at < $1",
                             created_before);
    });
  }

 private:
  [[nodiscard]] auto as_webhook() const {
    return [this](auto& row) { return read_webhook(row, key_); };
  }

  [[nodiscard]] std::optional<Bytes> previous_of(const Webhook& webhook) const {
    if (!webhook.previous_secret) return std::nullopt;
    return seal_secret(key_, *webhook.previous_secret, webhook.id);
  }

  Connection& connection_;
  const crypto::SealingKey& key_;
};

}  // namespace

std::unique_ptr<Webhooks> make_webhooks(sqlite::Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<WebhookTable<sqlite::Connection>>(connection, key);
}

std::unique_ptr<Webhooks> make_webhooks(postgres::Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<WebhookTable<postgres::Connection>>(connection, key);
}

}  // namespace attendsense::store
