#include "webhooks_json.hpp"

#include "views_json.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;

template <class Item>
json::array array_of(const std::vector<Item>& items) {
  json::array array;
  for (const Item& item : items) array.emplace_back(to_json(item));
  return array;
}

}  // namespace

json::object to_json(const core::Webhook& webhook) {
  json::array events;
  for (const std::string& event : webhook.events) events.emplace_back(event);
  return {{"id", webhook.id.to_string()},
          {"name", webhook.name},
          {"url", webhook.url},
          {"events", std::move(events)},
          {"state", to_string(webhook.state)},
          {"failing_since", to_json(webhook.failing_since)},
          {"previous_secret_until", to_json(webhook.previous_until)},
          {"created_at", to_rfc3339(webhook.created_at)}};
}

json::object to_json(const core::WebhookDelivery& delivery) {
  return {{"id", delivery.id.to_string()},
          {"event_id", delivery.event.to_string()},
          {"type", delivery.type},
          {"state", to_string(delivery.state)},
          {"attempts", delivery.attempts},
          {"created_at", to_rfc3339(delivery.created_at)},
          {"next_at", to_json(delivery.next_at)},
          {"last_at", to_json(delivery.last_at)},
          {"last_status", delivery.last_status ? json::value(*delivery.last_status) : json::value(nullptr)},
          {"last_error", delivery.last_error}};
}

json::array list_to_json(const std::vector<core::Webhook>& webhooks) {
  return array_of(webhooks);
}

json::array list_to_json(const std::vector<core::WebhookDelivery>& deliveries) {
  return array_of(deliveries);
}

}  // namespace attendsense::api
