#include "attendsense/service/webhooks/list_deliveries.hpp"

#include "endpoints/webhooks/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::list_deliveries;

Result<http::Response> list_deliveries(Call& call) {
  const auto id = call.id<core::WebhookId>("webhook_id");
  if (!id) return fail(id.error());
  ParameterReader query = ParameterReader::of_query(call);
  use_case::Input input;
  input.actor = call.principal;
  input.webhook = *id;
  input.state = query.choice("state", core::parse_delivery_state, "waiting, delivered or failed");
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = use_case::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, {{"items", list_to_json(page->items)}, {"next", to_json(page->next)}});
}

}  // namespace attendsense::api::endpoints
