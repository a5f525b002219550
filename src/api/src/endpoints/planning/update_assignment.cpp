#include "attendsense/service/planning/update_assignment.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "json_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_assignment;

Result<http::Response> update_assignment(Call& call) {
  const auto id = call.id<core::AssignmentId>("assignment_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.assignment = *id;
  input.schedule = root.optional_id<core::ScheduleId>("schedule_id");
  input.from = root.optional_date("from");
  input.until = root.changed("until", &ObjectReader::optional_date);
  input.cycle_start = root.optional_date("cycle_start");
  input.precondition = precondition_of<core::Assignment>(call, to_json);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto assignment = use_case::run(call.ports(), input, call.now);
  if (!assignment) return fail(assignment.error());
  return tagged_json_response(200, to_json(*assignment));
}

}  // namespace attendsense::api::endpoints
