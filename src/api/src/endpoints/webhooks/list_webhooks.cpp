#include "attendsense/service/webhooks/list_webhooks.hpp"

#include "endpoints/webhooks/endpoints.hpp"
#include "query_input.hpp"
#include "webhooks_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::list_webhooks;

Result<http::Response> list_webhooks(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto webhooks = use_case::run(call.ports(), {call.principal}, call.now);
  if (!webhooks) return fail(webhooks.error());
  return json_response(200, {{"items", list_to_json(webhooks->items)}});
}

}  // namespace attendsense::api::endpoints
