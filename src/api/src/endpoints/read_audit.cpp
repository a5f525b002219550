#include "attendsense/service/read_audit.hpp"

#include "endpoints/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_audit(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  const service::read_audit::Input input{call.principal, query.text("after").value_or(""), query.limit()};
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = service::read_audit::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
