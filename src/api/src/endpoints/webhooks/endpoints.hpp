#pragma once

// Endpoints of webhooks and their deliveries; see endpoints/endpoints.hpp.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> list_webhooks(Call& call);
[[nodiscard]] Result<http::Response> create_webhook(Call& call);
[[nodiscard]] Result<http::Response> read_webhook(Call& call);
[[nodiscard]] Result<http::Response> update_webhook(Call& call);
[[nodiscard]] Result<http::Response> remove_webhook(Call& call);
[[nodiscard]] Result<http::Response> try_webhook(Call& call);
[[nodiscard]] Result<http::Response> list_deliveries(Call& call);
[[nodiscard]] Result<http::Response> redeliver(Call& call);

[[nodiscard]] std::span<const Route> webhook_routes();

}  // namespace attendsense::api::endpoints
