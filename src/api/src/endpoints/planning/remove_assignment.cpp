#include "attendsense/service/planning/remove_assignment.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::remove_assignment;

Result<http::Response> remove_assignment(Call& call) {
  const auto id = call.id<core::AssignmentId>("assignment_id");
  if (!id) return fail(id.error());
  const use_case::Input input{call.principal, *id, precondition_of<core::Assignment>(call, to_json)};
  const auto done = use_case::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
