#include "attendsense/service/periods/period_changes.hpp"
#include "endpoints/periods/endpoints.hpp"
#include "periods_json.hpp"
#include "query_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::period_changes;

Result<http::Response> list_period_changes(Call& call) {
  const auto id = call.id<core::PeriodId>("period_id");
  if (!id) return fail(id.error());
  ParameterReader query = ParameterReader::of_query(call);
  use_case::Input input;
  input.actor = call.principal;
  input.period = *id;
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = use_case::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_text_response(200, page_to_text(*page));
}

}  // namespace attendsense::api::endpoints
