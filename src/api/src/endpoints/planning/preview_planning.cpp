#include "attendsense/service/planning/preview_planning.hpp"

#include "endpoints/planning/endpoints.hpp"
#include "figures_json.hpp"
#include "planning_input.hpp"
#include "planning_json.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::preview_planning;

namespace {

use_case::Input read(ObjectReader root) {
  use_case::Input input;
  if (auto schedule = root.optional_object("schedule")) {
    const auto id = schedule->required("schedule_id", schedule->optional_id<core::ScheduleId>("schedule_id"));
    input.schedule = {id, read_schedule_definition(*schedule)};
  }
  for (ObjectReader& assignment : root.optional_objects("assignments")) {
    input.assignments.push_back(read_new_assignment(assignment));
  }
  input.remove_assignments = root.optional_ids<core::AssignmentId>("remove_assignments");
  for (ObjectReader& holiday : root.optional_objects("holidays")) input.holidays.push_back(read_new_holiday(holiday));
  input.from = root.required("from", root.optional_date("from"));
  input.to = root.required("to", root.optional_date("to"));
  input.employee = root.optional_id<core::EmployeeId>("employee_id");
  input.site = root.optional_id<core::SiteId>("site_id");
  return input;
}

boost::json::object row_to_json(const use_case::Row& row) {
  return {{"employee", to_json(row.person)},
          {"date", to_string(row.change.date)},
          {"before", brief_to_json(row.change.before)},
          {"after", brief_to_json(row.change.after)}};
}

boost::json::object period_to_json(const core::Period& period) {
  return {{"id", period.id.to_string()},
          {"site_id", period.site ? boost::json::value(period.site->to_string()) : boost::json::value(nullptr)},
          {"from", to_string(period.from)},
          {"to", to_string(period.to)}};
}

boost::json::object output_to_json(const use_case::Output& output) {
  boost::json::array rows;
  for (const use_case::Row& row : output.rows) rows.push_back(row_to_json(row));
  boost::json::array closed;
  for (const core::Period& period : output.closed) closed.push_back(period_to_json(period));
  return {{"rows", std::move(rows)},
          {"truncated", output.truncated},
          {"people", output.people},
          {"days", output.days},
          {"before", to_json(output.before)},
          {"after", to_json(output.after)},
          {"closed_periods", std::move(closed)}};
}

}  // namespace

Result<http::Response> preview_planning(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  use_case::Input input = read(body->root());
  input.actor = call.principal;
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto output = use_case::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  return json_response(200, output_to_json(*output));
}

}  // namespace attendsense::api::endpoints
