#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// What a webhook was told, is being told, or could not be told, of the last 30 days. Needs manage_company. Errors:
// not_found "webhook_unknown"; invalid_input "input_invalid".
namespace attendsense::service::list_deliveries {

struct Input {
  Principal actor = {};
  core::WebhookId webhook = {};
  std::optional<core::DeliveryState> state = {};
  std::string after = {};  // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<core::WebhookDelivery> items;  // newest first
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_deliveries
