#include "attendsense/service/planning/list_leaves.hpp"

#include "endpoints/planning/endpoints.hpp"
#include "planning_json.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::list_leaves;

namespace {

// Leave has one approver and is not undone.
std::optional<core::RequestState> parse_leave_state(std::string_view text) {
  const auto state = core::parse_request_state(text);
  if (state == core::RequestState::half_approved || state == core::RequestState::undone) return std::nullopt;
  return state;
}

// Both dates or neither.
std::optional<core::DateRange> read_dates(ParameterReader& query) {
  const auto from = query.date("from");
  const auto to = query.date("to");
  if (!from && !to) return std::nullopt;
  return core::DateRange{query.required("from", from), query.required("to", to)};
}

}  // namespace

Result<http::Response> list_leaves(Call& call) {
  ParameterReader query = ParameterReader::of_query(call);
  use_case::Input input;
  input.actor = call.principal;
  input.filter.employee = query.id<core::EmployeeId>("employee_id");
  input.filter.state = query.choice("state", parse_leave_state, "requested, approved, refused or withdrawn");
  input.filter.dates = read_dates(query);
  input.after = query.text("after").value_or("");
  input.limit = query.limit();
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto page = use_case::run(call.ports(), input, call.now);
  if (!page) return fail(page.error());
  return json_response(200, page_to_json(*page));
}

}  // namespace attendsense::api::endpoints
