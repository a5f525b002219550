#include "attendsense/service/webhooks/redeliver.hpp"

#include "endpoints/webhooks/endpoints.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::redeliver;

Result<http::Response> redeliver(Call& call) {
  const auto id = call.id<core::WebhookId>("webhook_id");
  if (!id) return fail(id.error());
  const auto delivery = call.id<core::WebhookDeliveryId>("delivery_id");
  if (!delivery) return fail(delivery.error());
  const auto again = use_case::run(call.ports(), {call.principal, *id, *delivery}, call.now);
  if (!again) return fail(again.error());
  return json_response(202, to_json(*again));
}

}  // namespace attendsense::api::endpoints
