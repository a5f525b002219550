#include "attendsense/service/update_employee.hpp"

#include "conditional.hpp"
#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::update_employee;

namespace {

use_case::Input read(ObjectReader root) {
  use_case::Input input;
  input.email = root.optional_text("email");
  input.given_name = root.optional_text("given_name");
  input.family_name = root.optional_text("family_name");
  input.honorific = root.optional_choice("honorific", core::parse_honorific, "one of none, mr, ms, mx, dr, prof");
  input.site = root.optional_id<core::SiteId>("site_id");
  input.role = root.optional_text("role");
  input.state = root.optional_choice("state", core::parse_employee_state, "active or inactive");
  input.consent = root.optional_flag("consent");
  input.personnel_number = root.optional_text("personnel_number");
  input.hired_at = root.changed("hired_at", &ObjectReader::optional_time);
  input.left_at = root.changed("left_at", &ObjectReader::optional_time);
  return input;
}

}  // namespace

Result<http::Response> update_employee(Call& call) {
  const auto id = call.id<core::EmployeeId>("employee_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  use_case::Input input = read(body->root());
  input.actor = call.principal;
  input.employee = *id;
  input.precondition = precondition_of<service::EmployeeView>(call, to_json);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto employee = use_case::run(call.ports(), input, call.now);
  if (!employee) return fail(employee.error());
  return tagged_json_response(200, to_json(*employee));
}

}  // namespace attendsense::api::endpoints
