#include "attendsense/service/list_punches.hpp"

#include "endpoints/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> list_punches(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  service::list_punches::Input input;
  input.actor = call.principal;
  input.employee = query.id<core::EmployeeId>("employee");
  input.from = query.time("from");
  input.to = query.time("to");
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = service::list_punches::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
