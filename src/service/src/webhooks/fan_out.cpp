#include "webhooks/fan_out.hpp"

#include "event_bodies.hpp"

namespace attendsense::service {
namespace {

constexpr int kEventsAtOnce = 100;

struct News {
  std::vector<core::Event> events;
  std::vector<core::WebhookDelivery> deliveries;
};

bool wants(const core::Webhook& webhook, const core::Event& event) {
  return webhook.company == event.company && event.sequence > webhook.after_event &&
         webhook.events.contains(event.type);
}

Result<News> read_news(core::Transaction& transaction, std::int64_t position, Instant now) {
  News news;
  Result<std::vector<core::Event>> events = transaction.outbox().after(position, kEventsAtOnce);
  if (!events) return fail(std::move(events));
  news.events = std::move(*events);
  if (news.events.empty()) return news;
  const Result<std::vector<core::Webhook>> webhooks = transaction.webhooks().active();
  if (!webhooks) return fail(webhooks.error());
  for (const core::Event& event : news.events) {
    for (const core::Webhook& webhook : *webhooks) {
      if (wants(webhook, event)) news.deliveries.push_back(delivery_of(webhook, event, now));
    }
  }
  return news;
}

// Between reading and writing, the webhook or the person may have gone.
Result<bool> is_still_wanted(core::Transaction& transaction, const core::WebhookDelivery& delivery) {
  const Result<std::optional<core::Webhook>> webhook = transaction.webhooks().find(delivery.webhook);
  if (!webhook) return fail(webhook.error());
  if (!*webhook || (*webhook)->state != core::WebhookState::active) return false;
  if (!delivery.employee) return true;
  const Result<std::optional<core::Employee>> employee = transaction.employees().find(*delivery.employee);
  if (!employee) return fail(employee.error());
  return employee->has_value();
}

Result<void> write(core::Transaction& transaction, const std::vector<core::WebhookDelivery>& deliveries) {
  for (const core::WebhookDelivery& delivery : deliveries) {
    const Result<bool> wanted = is_still_wanted(transaction, delivery);
    if (!wanted) return fail(wanted.error());
    if (!*wanted) continue;
    if (Result<bool> added = transaction.webhooks().add_delivery(delivery); !added) return fail(std::move(added));
  }
  return {};
}

}  // namespace

core::WebhookDelivery delivery_of(const core::Webhook& webhook, const core::Event& event, Instant now) {
  core::WebhookDelivery delivery;
  delivery.id = core::WebhookDeliveryId::make(now);
  delivery.company = webhook.company;
  delivery.webhook = webhook.id;
  delivery.event = event.id;
  delivery.type = event.type;
  delivery.employee = employee_of_event(event);
  delivery.body = event.body;
  delivery.created_at = now;
  delivery.next_at = now;
  return delivery;
}

Result<bool> fan_out(core::Store& store, std::int64_t& position, Instant now) {
  const Result<News> news =
      core::read_from(store, [&](core::Transaction& transaction) { return read_news(transaction, position, now); });
  if (!news) return fail(news.error());
  if (news->events.empty()) return false;
  if (!news->deliveries.empty()) {
    Result<void> written =
        store.write([&](core::Transaction& transaction) { return write(transaction, news->deliveries); });
    if (!written) return fail(std::move(written));
  }
  position = news->events.back().sequence;
  return news->events.size() == kEventsAtOnce;
}

}  // namespace attendsense::service
