#include "attendsense/service/planning/read_assignment.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::read_assignment;

Result<http::Response> read_assignment(Call& call) {
  const auto id = call.id<core::AssignmentId>("assignment_id");
  if (!id) return fail(id.error());
  const auto assignment = use_case::run(call.ports(), {call.principal, *id}, call.now);
  if (!assignment) return fail(assignment.error());
  return tagged_json_response(200, to_json(*assignment));
}

}  // namespace attendsense::api::endpoints
