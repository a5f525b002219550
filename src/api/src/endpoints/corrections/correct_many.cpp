#include "attendsense/service/corrections/correct_many.hpp"

#include "corrections_json.hpp"
#include "endpoints/corrections/endpoints.hpp"
#include "json_input.hpp"
#include "planning_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::correct_many;

namespace {

// With a date a time of the clock on the wall, else an instant.
std::optional<use_case::When> read_when(ObjectReader& root, std::string_view name,
                                        const std::optional<LocalDate>& date) {
  if (!date) return root.optional_time(name);
  const auto clock = root.optional_choice(name, parse_clock, "a time such as 08:00, since there is a date");
  if (!clock) return std::nullopt;
  return use_case::WallClock{*date, *clock};
}

// The edge of a shift goes without saying once the direction is known; it is said so that nobody is surprised.
void check_at_shift(ObjectReader& root, const use_case::Input& input) {
  const auto edge = root.optional_text("at_shift");
  if (root.count_given({"at", "at_shift"}) != 1) root.note("at_shift", "or 'at' must be given, and only one of them");
  const std::string_view fitting = input.direction == core::Direction::in ? "begin" : "end";
  if (edge && *edge != fitting) root.note("at_shift", "must be begin for an entrance and end for a leave");
}

use_case::Input read(ObjectReader root) {
  use_case::Input input;
  const auto date = root.optional_date("date");
  input.from = root.required("from", read_when(root, "from", date));
  input.to = root.required("to", read_when(root, "to", date));
  input.direction = root.required("direction", root.optional_choice("direction", core::parse_direction, "in or out"));
  input.at = read_when(root, "at", date);
  check_at_shift(root, input);
  input.site = root.optional_id<core::SiteId>("site_id");
  input.role = root.optional_id<core::RoleId>("role_id");
  input.employees = root.optional_ids<core::EmployeeId>("employee_ids");
  input.reason = root.text("reason");
  input.preview = root.optional_flag("preview").value_or(false);
  return input;
}

}  // namespace

Result<http::Response> correct_many(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  use_case::Input input = read(body->root());
  input.actor = call.principal;
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto output = use_case::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  boost::json::object answer = to_json(*output);
  answer["preview"] = input.preview;
  return json_response(200, answer);
}

}  // namespace attendsense::api::endpoints
