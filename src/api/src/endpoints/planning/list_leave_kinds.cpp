#include "attendsense/service/planning/list_leave_kinds.hpp"

#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::list_leave_kinds;

Result<http::Response> list_leave_kinds(Call& call) {
  const auto kinds = use_case::run(call.ports(), {call.principal}, call.now);
  if (!kinds) return fail(kinds.error());
  return json_response(200, {{"items", list_to_json(*kinds)}});
}

}  // namespace attendsense::api::endpoints
