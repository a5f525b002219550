#include "periods/sheet_json.hpp"

#include <boost/json.hpp>

#include "attendsense/base/sha256.hpp"
#include "periods/durations.hpp"

namespace attendsense::service {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

// Puts what there is.
void put(json::object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object.emplace(name, text);
}

void put(json::object& object, std::string_view name, seconds duration) {
  if (duration != seconds{0}) object.emplace(name, duration.count());
}

void put(json::object& object, std::string_view name, const std::optional<Instant>& at) {
  if (at) object.emplace(name, to_rfc3339(*at));
}

template <class Tag>
void put(json::object& object, std::string_view name, const std::optional<StrongId<Tag>>& id) {
  if (id) object.emplace(name, id->to_string());
}

json::object to_json(const core::PlannedShift& shift) {
  json::object object;
  put(object, "name", shift.name);
  object.emplace("begin", to_rfc3339(shift.begin));
  object.emplace("end", to_rfc3339(shift.end));
  put(object, "required_begin", shift.required_begin);
  put(object, "required_end", shift.required_end);
  put(object, "expected_seconds", shift.expected);
  return object;
}

json::object to_json(const core::CountedStay& stay) {
  json::object object;
  put(object, "in", stay.in);
  put(object, "out", stay.out);
  put(object, "in_punch_id", stay.in_punch);
  put(object, "out_punch_id", stay.out_punch);
  if (stay.current) object.emplace("current", true);
  put(object, "counted_seconds", stay.counted);
  return object;
}

json::object to_json(const core::DayFlag& flag) {
  json::object object{{"flag", core::to_string(flag.flag)}};
  put(object, "punch_id", flag.punch);
  put(object, "at", flag.at);
  return object;
}

template <class Thing>
void put_list(json::object& object, std::string_view name, const std::vector<Thing>& things) {
  if (things.empty()) return;
  json::array array;
  array.reserve(things.size());
  for (const Thing& thing : things) array.push_back(to_json(thing));
  object.emplace(name, std::move(array));
}

// What the days and the sums of days have in common.
template <class Figures>
void put_durations(json::object& object, const Figures& figures) {
  for (const auto& [name, member] : durations_of<Figures>()) put(object, name, figures.*member);
}

json::object to_json(const core::DayFigures& day) {
  json::object object{
      {"date", to_string(day.date)}, {"state", core::to_string(day.state)}, {"kind", core::to_string(day.kind)}};
  put(object, "occasion", day.occasion);
  put(object, "schedule_id", day.schedule);
  put_list(object, "shifts", day.shifts);
  put_list(object, "stays", day.stays);
  put_list(object, "flags", day.flags);
  put(object, "first_in", day.first_in);
  put(object, "last_out", day.last_out);
  put_durations(object, day);
  return object;
}

json::object to_json(const core::PeriodFigures& total) {
  json::object object{{"days", total.days},
                      {"working_days", total.working_days},
                      {"days_present", total.days_present},
                      {"days_absent", total.days_absent},
                      {"days_on_leave", total.days_on_leave},
                      {"days_late", total.days_late},
                      {"days_early", total.days_early}};
  put_durations(object, total);
  return object;
}

}  // namespace

std::string sheet_text(const core::Period& period, const core::Employee& employee, const std::string& time_zone,
                       std::span<const core::DayFigures> days) {
  json::array list;
  list.reserve(days.size());
  for (const core::DayFigures& day : days) list.push_back(to_json(day));
  return json::serialize(json::object{{"schema", kSheetSchema},
                                      {"period_id", period.id.to_string()},
                                      {"employee_id", employee.id.to_string()},
                                      {"personnel_number", employee.personnel_number},
                                      {"site_id", employee.site.to_string()},
                                      {"time_zone", time_zone},
                                      {"from", to_string(period.from)},
                                      {"to", to_string(period.to)},
                                      {"total", to_json(core::total(days))},
                                      {"days", std::move(list)}});
}

std::string hash_of(std::string_view figures) {
  return to_hex(sha256(as_bytes(figures)));
}

}  // namespace attendsense::service
