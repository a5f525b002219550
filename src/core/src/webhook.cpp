#include "attendsense/core/webhook.hpp"

#include "attendsense/core/incident.hpp"
#include "names.hpp"

namespace attendsense::core {
namespace {

constexpr Names<4> kStates{"active", "paused", "gone", "failing"};
constexpr Names<3> kDeliveryStates{"waiting", "delivered", "failed"};
constexpr Names<2> kIncidents{"station_silent", "station_clock_wrong"};

}  // namespace

std::string_view to_string(WebhookState state) {
  return name_of(state, kStates);
}

std::optional<WebhookState> parse_webhook_state(std::string_view text) {
  return value_of<WebhookState>(text, kStates);
}

std::string_view to_string(DeliveryState state) {
  return name_of(state, kDeliveryStates);
}

std::optional<DeliveryState> parse_delivery_state(std::string_view text) {
  return value_of<DeliveryState>(text, kDeliveryStates);
}

std::string_view to_string(IncidentKind kind) {
  return name_of(kind, kIncidents);
}

std::optional<IncidentKind> parse_incident_kind(std::string_view text) {
  return value_of<IncidentKind>(text, kIncidents);
}

}  // namespace attendsense::core
