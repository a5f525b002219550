#include "attendsense/service/planning/create_schedule.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_schedule;

Result<http::Response> create_schedule(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const use_case::Input input{call.principal, read_schedule_definition(root)};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto schedule = use_case::run(call.ports(), input, call.now);
  if (!schedule) return fail(schedule.error());
  return tagged_json_response(201, to_json(*schedule));
}

}  // namespace attendsense::api::endpoints
