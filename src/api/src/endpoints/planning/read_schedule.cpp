#include "attendsense/service/planning/read_schedule.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::read_schedule;

Result<http::Response> read_schedule(Call& call) {
  const auto id = call.id<core::ScheduleId>("schedule_id");
  if (!id) return fail(id.error());
  const auto schedule = use_case::run(call.ports(), {call.principal, *id}, call.now);
  if (!schedule) return fail(schedule.error());
  return tagged_json_response(200, to_json(*schedule));
}

}  // namespace attendsense::api::endpoints
