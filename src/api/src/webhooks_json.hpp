#pragma once

// Webhooks and their deliveries as the contract's schemas. One function a schema.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <vector>

#include "attendsense/core/webhook.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::object to_json(const core::Webhook& webhook);           // Webhook: without its secret
[[nodiscard]] boost::json::object to_json(const core::WebhookDelivery& delivery);  // WebhookDelivery

[[nodiscard]] boost::json::array list_to_json(const std::vector<core::Webhook>& webhooks);
[[nodiscard]] boost::json::array list_to_json(const std::vector<core::WebhookDelivery>& deliveries);

}  // namespace attendsense::api
