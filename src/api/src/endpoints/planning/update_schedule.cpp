#include "attendsense/service/planning/update_schedule.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_schedule;

Result<http::Response> update_schedule(Call& call) {
  const auto id = call.id<core::ScheduleId>("schedule_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const use_case::Input input{call.principal, *id, read_schedule_definition(root),
                              precondition_of<core::Schedule>(call, to_json)};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto schedule = use_case::run(call.ports(), input, call.now);
  if (!schedule) return fail(schedule.error());
  return tagged_json_response(200, to_json(*schedule));
}

}  // namespace attendsense::api::endpoints
