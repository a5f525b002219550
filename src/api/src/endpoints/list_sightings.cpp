#include "attendsense/service/list_sightings.hpp"

#include "endpoints/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> list_sightings(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  service::list_sightings::Input input;
  input.actor = call.principal;
  input.outcome =
      query.choice("outcome", core::parse_outcome, "one of booked, too_soon, unknown, spoof, unclear, too_old");
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = service::list_sightings::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
