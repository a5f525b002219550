#include "attendsense/service/list_sightings.hpp"

#include "endpoints/reviews/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {
namespace {

std::optional<core::ReviewFilter> parse_review(std::string_view text) {
  if (text == "open") return core::ReviewFilter::open;
  if (text == "decided") return core::ReviewFilter::decided;
  return std::nullopt;
}

}  // namespace

Result<http::Response> list_sightings(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  service::list_sightings::Input input;
  input.actor = call.principal;
  core::SightingFilter& filter = input.filter;
  filter.outcome =
      query.choice("outcome", core::parse_outcome, "one of booked, too_soon, unknown, spoof, unclear, too_old");
  filter.station = query.id<core::StationId>("station_id");
  filter.from = query.time("from");
  filter.to = query.time("to");
  filter.review = query.choice("review", parse_review, "open or decided").value_or(core::ReviewFilter::all);
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = service::list_sightings::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
