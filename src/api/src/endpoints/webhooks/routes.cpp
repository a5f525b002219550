#include "endpoints/webhooks/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> webhook_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/webhooks", list_webhooks},
      {"POST", "/api/v1/webhooks", create_webhook},
      {"GET", "/api/v1/webhooks/{webhook_id}", read_webhook},
      {"PATCH", "/api/v1/webhooks/{webhook_id}", update_webhook},
      {"DELETE", "/api/v1/webhooks/{webhook_id}", remove_webhook},
      {"POST", "/api/v1/webhooks/{webhook_id}/test", try_webhook},
      {"GET", "/api/v1/webhooks/{webhook_id}/deliveries", list_deliveries},
      {"POST", "/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", redeliver},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
