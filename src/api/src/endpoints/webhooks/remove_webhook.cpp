#include "attendsense/service/webhooks/remove_webhook.hpp"

#include "conditional.hpp"
#include "endpoints/webhooks/endpoints.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::remove_webhook;

Result<http::Response> remove_webhook(Call& call) {
  const auto id = call.id<core::WebhookId>("webhook_id");
  if (!id) return fail(id.error());
  const use_case::Input input{call.principal, *id, precondition_of<core::Webhook>(call, to_json)};
  const auto done = use_case::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
