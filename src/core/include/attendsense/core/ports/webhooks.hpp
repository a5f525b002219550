#pragma once

// Webhooks, their deliveries, and the incidents that are told of. Part of the store (ports/store.hpp); errors and
// transactions are as there.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/core/incident.hpp"
#include "attendsense/core/webhook.hpp"

namespace attendsense::core {

struct Page;

class Webhooks {
 public:
  virtual ~Webhooks() = default;
  [[nodiscard]] virtual Result<void> add(const Webhook& webhook) = 0;
  // not_found "webhook_unknown".
  [[nodiscard]] virtual Result<void> update(const Webhook& webhook) = 0;
  // Its state and failing_since alone; of one that is gone, nothing happens.
  [[nodiscard]] virtual Result<void> update_health(const Webhook& webhook) = 0;
  // With its deliveries. Whether it was there.
  [[nodiscard]] virtual Result<bool> remove(WebhookId id) = 0;
  // A secret that does not open is corrupt "webhook_sealed_otherwise"; of the lists too.
  [[nodiscard]] virtual Result<std::optional<Webhook>> find(WebhookId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Webhook>> all(CompanyId company) = 0;  // by id
  // Those that are active, of every company.
  [[nodiscard]] virtual Result<std::vector<Webhook>> active() = 0;
  // Those of them that have a delivery whose time has come.
  [[nodiscard]] virtual Result<std::vector<Webhook>> with_due(Instant now) = 0;

  // Whether it is new: a webhook has one delivery of an event.
  [[nodiscard]] virtual Result<bool> add_delivery(const WebhookDelivery& delivery) = 0;
  // How it went and what is next; of one that is gone, nothing happens.
  [[nodiscard]] virtual Result<void> update_delivery(const WebhookDelivery& delivery) = 0;
  [[nodiscard]] virtual Result<std::optional<WebhookDelivery>> find_delivery(WebhookDeliveryId id) = 0;
  // Newest id first.
  [[nodiscard]] virtual Result<std::vector<WebhookDelivery>> deliveries(WebhookId webhook,
                                                                        std::optional<DeliveryState> state,
                                                                        const Page& page) = 0;
  // Those that wait and whose time has come, the longest due first.
  [[nodiscard]] virtual Result<std::vector<WebhookDelivery>> due(WebhookId webhook, Instant now, int limit) = 0;
  // What waits has failed, for this reason. How many.
  [[nodiscard]] virtual Result<std::int64_t> give_up(WebhookId webhook, const std::string& reason) = 0;
  // Forgets those that do not wait any more. How many.
  [[nodiscard]] virtual Result<std::int64_t> prune_deliveries(Instant created_before) = 0;
};

class Incidents {
 public:
  virtual ~Incidents() = default;
  // Whether it is new: there was none of this kind at this station.
  [[nodiscard]] virtual Result<bool> begin(const Incident& incident) = 0;
  // Whether it was there.
  [[nodiscard]] virtual Result<bool> end(IncidentKind kind, StationId station) = 0;
  // Of every company, by station, then kind.
  [[nodiscard]] virtual Result<std::vector<Incident>> all() = 0;
};

}  // namespace attendsense::core
