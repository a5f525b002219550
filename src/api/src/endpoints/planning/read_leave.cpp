#include "attendsense/service/planning/read_leave.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::read_leave;

Result<http::Response> read_leave(Call& call) {
  const auto id = call.id<core::LeaveId>("leave_id");
  if (!id) return fail(id.error());
  const auto leave = use_case::run(call.ports(), {call.principal, *id}, call.now);
  if (!leave) return fail(leave.error());
  return tagged_json_response(200, to_json(*leave));
}

}  // namespace attendsense::api::endpoints
