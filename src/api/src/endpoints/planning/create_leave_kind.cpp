#include "attendsense/service/planning/create_leave_kind.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "json_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_leave_kind;

Result<http::Response> create_leave_kind(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const use_case::Input input{call.principal, root.text("name"), root.flag("paid")};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto kind = use_case::run(call.ports(), input, call.now);
  if (!kind) return fail(kind.error());
  return tagged_json_response(201, to_json(*kind));
}

}  // namespace attendsense::api::endpoints
