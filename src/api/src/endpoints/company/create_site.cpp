#include "attendsense/service/company/create_site.hpp"

#include "conditional.hpp"
#include "endpoints/company/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_site;

Result<http::Response> create_site(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const use_case::Input input{call.principal, root.text("name"), root.text("time_zone")};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto site = use_case::run(call.ports(), input, call.now);
  if (!site) return fail(site.error());
  return tagged_json_response(201, to_json(*site));
}

}  // namespace attendsense::api::endpoints
