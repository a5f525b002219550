#include "attendsense/service/corrections/list_corrections.hpp"

#include "corrections_json.hpp"
#include "endpoints/corrections/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::list_corrections;

Result<http::Response> list_corrections(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  use_case::Input input;
  input.actor = call.principal;
  input.filter.employee = query.id<core::EmployeeId>("employee_id");
  input.filter.state = query.choice("state", core::parse_request_state,
                                    "requested, half_approved, approved, refused, withdrawn or undone");
  input.filter.batch = query.id<core::CorrectionBatchId>("batch_id");
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = use_case::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
