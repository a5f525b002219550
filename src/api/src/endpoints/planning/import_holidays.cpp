#include "attendsense/service/planning/import_holidays.hpp"

#include "endpoints/planning/endpoints.hpp"
#include "json_input.hpp"
#include "planning_json.hpp"
#include "query_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::import_holidays;

Result<http::Response> import_holidays(Call& call) {
  if (media_type(call.request) != "text/calendar") {
    return fail(Failure::unsupported, "content_type_unsupported", "The body is not called text/calendar",
                "Send Content-Type: text/calendar");
  }
  ParameterReader query = ParameterReader::of_query(call);
  use_case::Input input;
  input.actor = call.principal;
  input.calendar = as_text(call.request.body);
  input.from = query.required("from", query.date("from"));
  input.to = query.required("to", query.date("to"));
  input.site = query.id<core::SiteId>("site_id");
  input.kind = query.choice("kind", core::parse_holiday_kind, "public_holiday or closed").value_or(input.kind);
  input.preview = query.flag("preview").value_or(false);
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto output = use_case::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  return json_response(200, to_json(*output));
}

}  // namespace attendsense::api::endpoints
