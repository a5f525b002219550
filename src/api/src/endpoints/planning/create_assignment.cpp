#include "attendsense/service/planning/create_assignment.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "planning_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_assignment;

Result<http::Response> create_assignment(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const use_case::Input input{call.principal, read_new_assignment(root)};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto assignment = use_case::run(call.ports(), input, call.now);
  if (!assignment) return fail(assignment.error());
  return tagged_json_response(201, to_json(*assignment));
}

}  // namespace attendsense::api::endpoints
