#include "attendsense/service/webhooks/create_webhook.hpp"

#include "endpoints/webhooks/endpoints.hpp"
#include "endpoints/webhooks/webhook_answer.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_webhook;

Result<http::Response> create_webhook(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.name = root.text("name");
  input.url = root.text("url");
  const auto events = root.required("events", root.optional_texts("events"));
  input.events = {events.begin(), events.end()};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto webhook = use_case::run(call.ports(), input, call.now);
  if (!webhook) return fail(webhook.error());
  return webhook_answer(201, *webhook, WebhookSecret::told);
}

}  // namespace attendsense::api::endpoints
