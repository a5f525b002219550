#include "attendsense/service/planning/list_schedules.hpp"

#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::list_schedules;

Result<http::Response> list_schedules(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  use_case::Input input;
  input.actor = call.principal;
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = use_case::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
