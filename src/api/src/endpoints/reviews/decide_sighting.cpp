#include "attendsense/service/reviews/decide_sighting.hpp"

#include "endpoints/reviews/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::decide_sighting;

Result<http::Response> decide_sighting(Call& call) {
  const auto id = call.id<core::SightingId>("sighting_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.sighting = *id;
  input.verdict =
      root.required("verdict", root.optional_choice("verdict", core::parse_sighting_verdict, "assigned or dismissed"));
  input.employee = root.optional_id<core::EmployeeId>("employee_id");
  input.direction = root.optional_choice("direction", core::parse_direction, "in or out");
  if (root.optional_flag("add_template").value_or(false)) input.photo = use_case::Template::add;
  input.note = root.optional_text("note").value_or("");
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto sighting = use_case::run(call.ports(), input, call.now);
  if (!sighting) return fail(sighting.error());
  return json_response(200, to_json(*sighting));
}

}  // namespace attendsense::api::endpoints
