#include "attendsense/service/planning/add_holiday.hpp"

#include "endpoints/planning/endpoints.hpp"
#include "planning_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::add_holiday;

Result<http::Response> add_holiday(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const use_case::Input input{call.principal, read_new_holiday(root)};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto holiday = use_case::run(call.ports(), input, call.now);
  if (!holiday) return fail(holiday.error());
  return json_response(201, to_json(*holiday));
}

}  // namespace attendsense::api::endpoints
