#include "endpoints/webhooks/webhook_answer.hpp"

#include "conditional.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

http::Response webhook_answer(int status, const core::Webhook& webhook, WebhookSecret secret) {
  const boost::json::object representation = to_json(webhook);
  boost::json::object body{{"webhook", representation}, {"secret", nullptr}};
  if (secret == WebhookSecret::told) body["secret"] = webhook.secret.reveal();
  http::Response response = json_response(status, body);
  response.headers.add("ETag", entity_tag(representation));
  return response;
}

}  // namespace attendsense::api::endpoints
