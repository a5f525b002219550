#include "attendsense/service/webhooks/read_webhook.hpp"

#include "conditional.hpp"
#include "endpoints/webhooks/endpoints.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::read_webhook;

Result<http::Response> read_webhook(Call& call) {
  const auto id = call.id<core::WebhookId>("webhook_id");
  if (!id) return fail(id.error());
  const auto webhook = use_case::run(call.ports(), {call.principal, *id}, call.now);
  if (!webhook) return fail(webhook.error());
  return tagged_json_response(200, to_json(*webhook));
}

}  // namespace attendsense::api::endpoints
