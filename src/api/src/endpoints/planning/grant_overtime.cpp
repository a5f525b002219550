#include "attendsense/service/planning/grant_overtime.hpp"

#include "endpoints/planning/endpoints.hpp"
#include "json_input.hpp"
#include "planning_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::grant_overtime;

Result<http::Response> grant_overtime(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.employee = root.required("employee_id", root.optional_id<core::EmployeeId>("employee_id"));
  input.date = root.required("date", root.optional_date("date"));
  const std::int64_t minutes = root.required("minutes", root.optional_integer("minutes"));
  input.most = std::chrono::minutes{std::clamp<std::int64_t>(minutes, -1, 1'000'000)};
  input.reason = root.optional_text("reason").value_or("");
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto grant = use_case::run(call.ports(), input, call.now);
  if (!grant) return fail(grant.error());
  return json_response(201, to_json(*grant));
}

}  // namespace attendsense::api::endpoints
