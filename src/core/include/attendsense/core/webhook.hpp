#pragma once

// Addresses outside that a company wants told of what happens, and each telling.

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ids.hpp"

namespace attendsense::core {

enum class WebhookState {
  active,
  paused,   // by a person
  gone,     // the receiver said that it is there no more
  failing,  // nothing arrived for days
};
std::string_view to_string(WebhookState state);
std::optional<WebhookState> parse_webhook_state(std::string_view text);

struct Webhook {
  WebhookId id;
  CompanyId company;
  std::string name;
  std::string url;
  std::set<std::string> events;  // types of the outbox
  WebhookState state = WebhookState::active;
  Secret secret;                          // "whsec_…"; signs what is sent
  std::optional<Secret> previous_secret;  // signs too, for a while after a change
  std::optional<Instant> previous_until;  // there exactly when previous_secret is
  std::int64_t after_event = 0;           // hears of what follows this number of the outbox
  std::optional<Instant> failing_since;   // the first failure since something arrived
  Instant created_at;
};

enum class DeliveryState { waiting, delivered, failed };
std::string_view to_string(DeliveryState state);
std::optional<DeliveryState> parse_delivery_state(std::string_view text);

// One event on its way to one webhook.
struct WebhookDelivery {
  WebhookDeliveryId id;
  CompanyId company;
  WebhookId webhook;
  EventId event;
  std::string type;
  std::optional<EmployeeId> employee;  // whom the body is about: it goes with them
  std::string body;                    // what is posted
  Instant created_at;
  DeliveryState state = DeliveryState::waiting;
  int attempts = 0;
  std::optional<Instant> next_at;  // of one that waits, and of no other
  std::optional<Instant> last_at;
  std::optional<int> last_status;  // of HTTP; none: there was no answer
  std::string last_error;          // why the last attempt failed; empty: it did not
};

}  // namespace attendsense::core
