#include "attendsense/service/company/update_site.hpp"

#include "conditional.hpp"
#include "endpoints/company/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_site;

Result<http::Response> update_site(Call& call) {
  const auto id = call.id<core::SiteId>("site_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.site = *id;
  input.name = root.optional_text("name");
  input.time_zone = root.optional_text("time_zone");
  input.precondition = precondition_of<core::Site>(call, to_json);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto site = use_case::run(call.ports(), input, call.now);
  if (!site) return fail(site.error());
  return tagged_json_response(200, to_json(*site));
}

}  // namespace attendsense::api::endpoints
