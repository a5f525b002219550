#include "attendsense/service/day_attendance.hpp"
#include "endpoints/endpoints.hpp"
#include "figures_json.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace {

constexpr std::size_t kUsualBytesAPerson = 1'500;

std::string to_text(const service::day_attendance::Output& day) {
  JsonText json;
  json.text.reserve(day.items.size() * kUsualBytesAPerson);
  {
    ObjectText answer(json);
    answer.add("date", day.date);
    answer.add_list("items", day.items, [](JsonText& text, const service::day_attendance::Item& item) {
      ObjectText object(text);
      object.add("employee", to_json(item.person));
      object.add("day", item.day);
    });
  }
  return std::move(json.text);
}

}  // namespace

Result<http::Response> read_day(Call& call) {
  const Result<LocalDate> date = parse_date(call.path_text("date"));
  if (!date) return fail(date.error());
  service::day_attendance::Input input{.actor = call.principal, .date = *date};
  ParameterReader query = ParameterReader::of_query(call);
  input.site = query.id<core::SiteId>("site_id");
  input.role = query.id<core::RoleId>("role_id");
  input.schedule = query.id<core::ScheduleId>("schedule_id");
  input.state = query.choice("state", core::parse_day_state, "a state of a day");
  input.search = query.text("search").value_or("");
  if (auto done = query.finish(); !done) return fail(std::move(done));
  const auto day = service::day_attendance::run(call.ports(), input, call.now);
  if (!day) return fail(day.error());
  return json_text_response(200, to_text(*day));
}

}  // namespace attendsense::api::endpoints
