#include "attendsense/service/planning/request_leave.hpp"

#include "conditional.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "json_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::request_leave;

Result<http::Response> request_leave(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.employee = root.optional_id<core::EmployeeId>("employee_id");
  input.kind = root.required("leave_kind_id", root.optional_id<core::LeaveKindId>("leave_kind_id"));
  input.from = root.required("from", root.optional_date("from"));
  input.to = root.required("to", root.optional_date("to"));
  input.part =
      root.optional_choice("part", core::parse_day_part, "whole, first_half or second_half").value_or(input.part);
  input.reason = root.optional_text("reason").value_or("");
  input.approve = root.optional_flag("approve").value_or(false);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto leave = use_case::run(call.ports(), input, call.now);
  if (!leave) return fail(leave.error());
  return tagged_json_response(201, to_json(*leave));
}

}  // namespace attendsense::api::endpoints
