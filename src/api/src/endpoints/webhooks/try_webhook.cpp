#include "attendsense/service/webhooks/try_webhook.hpp"

#include "endpoints/webhooks/endpoints.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::try_webhook;

Result<http::Response> try_webhook(Call& call) {
  const auto id = call.id<core::WebhookId>("webhook_id");
  if (!id) return fail(id.error());
  const auto delivery = use_case::run(call.ports(), {call.principal, *id}, call.now);
  if (!delivery) return fail(delivery.error());
  return json_response(202, to_json(*delivery));
}

}  // namespace attendsense::api::endpoints
