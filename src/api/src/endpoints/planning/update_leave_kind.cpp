#include "attendsense/service/planning/update_leave_kind.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "json_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_leave_kind;

Result<http::Response> update_leave_kind(Call& call) {
  const auto id = call.id<core::LeaveKindId>("leave_kind_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.kind = *id;
  input.name = root.optional_text("name");
  input.paid = root.optional_flag("paid");
  input.active = root.optional_flag("active");
  input.precondition = precondition_of<core::LeaveKind>(call, to_json);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto kind = use_case::run(call.ports(), input, call.now);
  if (!kind) return fail(kind.error());
  return tagged_json_response(200, to_json(*kind));
}

}  // namespace attendsense::api::endpoints
