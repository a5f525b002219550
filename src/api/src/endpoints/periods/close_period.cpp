#include "attendsense/service/periods/close_period.hpp"

#include "endpoints/periods/endpoints.hpp"
#include "json_input.hpp"
#include "periods_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::close_period;

Result<http::Response> close_period(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.from = root.required("from", root.optional_date("from"));
  input.to = root.required("to", root.optional_date("to"));
  input.site = root.optional_id<core::SiteId>("site_id");
  input.force = root.optional_flag("force").value_or(false);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto period = use_case::run(call.ports(), input, call.now);
  if (!period) return fail(period.error());
  return json_response(201, to_json(*period));
}

}  // namespace attendsense::api::endpoints
