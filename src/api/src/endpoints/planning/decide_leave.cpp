#include "attendsense/service/planning/decide_leave.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "json_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::decide_leave;

Result<http::Response> decide_leave(Call& call) {
  const auto id = call.id<core::LeaveId>("leave_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.leave = *id;
  input.verdict =
      root.required("verdict", root.optional_choice("verdict", use_case::parse_verdict, "approve, refuse or withdraw"));
  input.note = root.optional_text("note").value_or("");
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto leave = use_case::run(call.ports(), input, call.now);
  if (!leave) return fail(leave.error());
  return tagged_json_response(200, to_json(*leave));
}

}  // namespace attendsense::api::endpoints
