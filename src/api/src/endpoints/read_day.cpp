#include "attendsense/service/day_attendance.hpp"
#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_day(Call& call) {
  const Result<LocalDate> date = parse_date(call.path_text("date"));
  if (!date) return fail(date.error());
  const auto day = service::day_attendance::run(call.ports(), {call.principal, *date}, call.now);
  if (!day) return fail(day.error());
  boost::json::array items;
  for (const auto& item : day->items) {
    items.push_back({{"employee", to_json(item.person)}, {"summary", to_json(item.day)}});
  }
  return json_response(200, {{"date", to_string(day->date)}, {"items", std::move(items)}});
}

}  // namespace attendsense::api::endpoints
