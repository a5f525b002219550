#include "attendsense/service/employee_attendance.hpp"
#include "endpoints/endpoints.hpp"
#include "figures_json.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace {

constexpr int kUsualDays = 30;

std::string to_text(const service::employee_attendance::Output& output) {
  JsonText json;
  {
    ObjectText answer(json);
    answer.add("employee", to_json(output.person));
    answer.add_list("days", output.days, [](JsonText& text, const core::DayFigures& day) { append_json(text, day); });
    answer.add("total", to_json(output.total));
  }
  return std::move(json.text);
}

}  // namespace

Result<http::Response> read_employee_attendance(Call& call) {
  const auto id = call.id<core::EmployeeId>("employee_id");
  if (!id) return fail(id.error());
  ParameterReader query = ParameterReader::of_query(call);
  const auto from = query.date("from");
  const auto to = query.date("to");
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const LocalDate last = to ? *to : TimeZone().date_of(call.now);
  const LocalDate first = from ? *from : add_days(last, 1 - kUsualDays);
  const auto output = service::employee_attendance::run(call.ports(), {call.principal, *id, first, last}, call.now);
  if (!output) return fail(output.error());
  return json_text_response(200, to_text(*output));
}

}  // namespace attendsense::api::endpoints
