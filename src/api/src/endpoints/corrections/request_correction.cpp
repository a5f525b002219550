#include "attendsense/service/corrections/request_correction.hpp"

#include "conditional.hpp"
#include "corrections_json.hpp"
#include "endpoints/corrections/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::request_correction;

Result<http::Response> request_correction(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.employee = root.optional_id<core::EmployeeId>("employee_id");
  input.kind =
      root.required("kind", root.optional_choice("kind", core::parse_correction_kind, "add, remove or change"));
  input.punch = root.optional_id<core::PunchId>("punch_id");
  input.direction = root.optional_choice("direction", core::parse_direction, "in or out");
  input.at = root.optional_time("at");
  input.site = root.optional_id<core::SiteId>("site_id");
  input.reason = root.text("reason");
  input.approve = root.optional_flag("approve").value_or(false);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto correction = use_case::run(call.ports(), input, call.now);
  if (!correction) return fail(correction.error());
  return tagged_json_response(201, to_json(*correction));
}

}  // namespace attendsense::api::endpoints
