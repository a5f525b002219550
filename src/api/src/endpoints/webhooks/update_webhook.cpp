#include "attendsense/service/webhooks/update_webhook.hpp"

#include "conditional.hpp"
#include "endpoints/webhooks/endpoints.hpp"
#include "endpoints/webhooks/webhook_answer.hpp"
#include "json_input.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_webhook;

namespace {

std::optional<bool> read_active(ObjectReader& root) {
  const auto state = root.optional_text("state");
  if (!state) return std::nullopt;
  if (*state != "active" && *state != "paused") root.note("state", "must be active or paused");
  return *state == "active";
}

}  // namespace

Result<http::Response> update_webhook(Call& call) {
  const auto id = call.id<core::WebhookId>("webhook_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.webhook = *id;
  input.name = root.optional_text("name");
  input.url = root.optional_text("url");
  if (const auto events = root.optional_texts("events")) input.events = {events->begin(), events->end()};
  input.active = read_active(root);
  input.rotate_secret = root.optional_flag("rotate_secret").value_or(false);
  input.precondition = precondition_of<core::Webhook>(call, to_json);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto webhook = use_case::run(call.ports(), input, call.now);
  if (!webhook) return fail(webhook.error());
  return webhook_answer(200, *webhook, input.rotate_secret ? WebhookSecret::told : WebhookSecret::kept);
}

}  // namespace attendsense::api::endpoints
