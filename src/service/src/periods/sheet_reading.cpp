#include <boost/json.hpp>
#include <stdexcept>

#include "periods/durations.hpp"
#include "periods/sheet_json.hpp"

namespace attendsense::service {
namespace {

namespace json = boost::json;

// What is read was written by sheet_text(); anything else is damage and thrown as std::exception, which sheet_days()
// translates.

template <class T>
T expect(Result<T> result) {
  if (!result) throw std::invalid_argument(result.error().message);
  return std::move(*result);
}

template <class T>
T expect(std::optional<T> known, std::string_view what) {
  if (!known) throw std::invalid_argument("unknown " + std::string(what));
  return *known;
}

std::string_view text(const json::value& value) {
  return value.as_string();
}

template <class T, class Parse>
void read(const json::object& object, std::string_view name, std::optional<T>& into, Parse parse) {
  if (const json::value* value = object.if_contains(name)) into = expect(parse(text(*value)));
}

void read(const json::object& object, std::string_view name, std::optional<Instant>& into) {
  read(object, name, into, parse_rfc3339);
}

template <class Tag>
void read(const json::object& object, std::string_view name, std::optional<StrongId<Tag>>& into) {
  read(object, name, into, StrongId<Tag>::parse);
}

void read(const json::object& object, std::string_view name, std::chrono::seconds& into) {
  if (const json::value* value = object.if_contains(name)) into = std::chrono::seconds{value->as_int64()};
}

void read(const json::object& object, std::string_view name, std::string& into) {
  if (const json::value* value = object.if_contains(name)) into = text(*value);
}

void read_into(core::PlannedShift& shift, const json::object& object) {
  read(object, "name", shift.name);
  shift.begin = expect(parse_rfc3339(text(object.at("begin"))));
  shift.end = expect(parse_rfc3339(text(object.at("end"))));
  read(object, "required_begin", shift.required_begin);
  read(object, "required_end", shift.required_end);
  read(object, "expected_seconds", shift.expected);
}

void read_into(core::CountedStay& stay, const json::object& object) {
  read(object, "in", stay.in);
  read(object, "out", stay.out);
  read(object, "in_punch_id", stay.in_punch);
  read(object, "out_punch_id", stay.out_punch);
  stay.current = object.contains("current");
  read(object, "counted_seconds", stay.counted);
}

void read_into(core::DayFlag& flag, const json::object& object) {
  flag.flag = expect(core::parse_flag(text(object.at("flag"))), "flag");
  read(object, "punch_id", flag.punch);
  read(object, "at", flag.at);
}

template <class Thing>
void read_list(const json::object& object, std::string_view name, std::vector<Thing>& into) {
  const json::value* list = object.if_contains(name);
  if (list == nullptr) return;
  for (const json::value& item : list->as_array()) read_into(into.emplace_back(), item.as_object());
}

core::DayFigures read_day(const json::object& object) {
  core::DayFigures day;
  day.date = expect(parse_date(text(object.at("date"))));
  day.state = expect(core::parse_day_state(text(object.at("state"))), "state");
  day.kind = expect(core::parse_day_kind(text(object.at("kind"))), "kind");
  read(object, "occasion", day.occasion);
  read(object, "schedule_id", day.schedule);
  read_list(object, "shifts", day.shifts);
  read_list(object, "stays", day.stays);
  read_list(object, "flags", day.flags);
  read(object, "first_in", day.first_in);
  read(object, "last_out", day.last_out);
  for (const auto& [name, member] : durations_of<core::DayFigures>()) read(object, name, day.*member);
  return day;
}

}  // namespace

Result<std::vector<core::DayFigures>> sheet_days(const core::PeriodSheet& sheet, const core::DateRange& dates) {
  std::vector<core::DayFigures> days;
  if (sheet.figures.empty()) return days;
  try {
    json::monotonic_resource memory(2 * sheet.figures.size());
    const json::value document = json::parse(sheet.figures, &memory);
    if (text(document.at("schema")) != kSheetSchema) throw std::invalid_argument("unknown schema");
    const std::string from = to_string(dates.from);
    const std::string to = to_string(dates.to);
    for (const json::value& item : document.at("days").as_array()) {
      const std::string_view date = text(item.at("date"));
      if (date < from || date > to) continue;
      days.push_back(read_day(item.as_object()));
      days.back().period = sheet.period;
    }
  } catch (const std::exception& error) {
    return fail(Failure::corrupt, "sheet_malformed",
                "The sheet of " + sheet.employee.to_string() + " in the period " + sheet.period.to_string() +
                    " cannot be read: " + error.what(),
                "Compare it with a backup: GET /api/v1/periods/" + sheet.period.to_string() + "/verify");
  }
  return days;
}

}  // namespace attendsense::service
