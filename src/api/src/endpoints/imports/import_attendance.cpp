#include "attendsense/service/imports/import_attendance.hpp"

#include "endpoints/imports/endpoints.hpp"
#include "imports_json.hpp"
#include "json_input.hpp"
#include "query_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::import_attendance;

Result<http::Response> import_attendance(Call& call) {
  if (media_type(call.request) != "application/json") {
    return fail(Failure::unsupported, "content_type_unsupported", "The body is not called application/json",
                "Send Content-Type: application/json");
  }
  ParameterReader query = ParameterReader::of_query(call);
  use_case::Input input;
  input.actor = call.principal;
  input.json = as_text(call.request.body);
  input.employee = query.id<core::EmployeeId>("employee_id");
  input.preview = query.flag("preview").value_or(false);
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto report = use_case::run(call.ports().store, input, call.now);
  if (!report) return fail(report.error());
  return json_response(200, to_json(*report));
}

}  // namespace attendsense::api::endpoints
