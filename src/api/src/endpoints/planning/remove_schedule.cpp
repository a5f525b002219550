#include "attendsense/service/planning/remove_schedule.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::remove_schedule;

Result<http::Response> remove_schedule(Call& call) {
  const auto id = call.id<core::ScheduleId>("schedule_id");
  if (!id) return fail(id.error());
  const use_case::Input input{call.principal, *id, precondition_of<core::Schedule>(call, to_json)};
  const auto done = use_case::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
