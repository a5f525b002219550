#include "attendsense/service/list_employees.hpp"

#include "endpoints/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> list_employees(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  service::list_employees::Input input;
  input.actor = call.principal;
  input.filter.search = query.text("search").value_or("");
  input.filter.state = query.choice("state", core::parse_employee_state, "active or inactive");
  input.filter.site = query.id<core::SiteId>("site_id");
  input.filter.role = query.id<core::RoleId>("role_id");
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = service::list_employees::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
