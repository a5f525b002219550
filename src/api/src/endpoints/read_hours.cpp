#include "attendsense/service/presence_by_hour.hpp"
#include "endpoints/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_hours(Call& call) {
  service::presence_by_hour::Input input{.actor = call.principal};
  ParameterReader query = ParameterReader::of_query(call);
  input.date = query.required("date", query.date("date"));
  input.site = query.id<core::SiteId>("site_id");
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto output = service::presence_by_hour::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  boost::json::array hours;
  for (const auto& hour : output->hours) hours.push_back({{"begin", to_rfc3339(hour.begin)}, {"people", hour.people}});
  return json_response(200, {{"date", to_string(input.date)}, {"hours", std::move(hours)}});
}

}  // namespace attendsense::api::endpoints
