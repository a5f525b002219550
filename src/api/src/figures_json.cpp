#include "figures_json.hpp"

#include <array>

namespace attendsense::api {
namespace {

namespace json = boost::json;

// What the days and the sums of days have in common.
template <class Figures>
std::array<std::pair<std::string_view, core::seconds>, 11> seconds_of(const Figures& figures) {
  return {{{"presence_seconds", figures.presence},
           {"breaks_seconds", figures.breaks},
           {"break_deducted_seconds", figures.break_deducted},
           {"worked_seconds", figures.worked},
           {"expected_seconds", figures.expected},
           {"leave_credit_seconds", figures.leave_credit},
           {"late_seconds", figures.late},
           {"early_seconds", figures.early},
           {"overtime_seconds", figures.overtime},
           {"overtime_not_granted_seconds", figures.overtime_not_granted},
           {"balance_seconds", figures.balance}}};
}

void append_shift(JsonText& json, const core::PlannedShift& shift) {
  ObjectText object(json);
  object.add("name", shift.name);
  object.add("begin", shift.begin);
  object.add("end", shift.end);
  object.add("required_begin", shift.required_begin);
  object.add("required_end", shift.required_end);
  object.add("expected_seconds", shift.expected);
}

void append_stay(JsonText& json, const core::CountedStay& stay) {
  ObjectText object(json);
  object.add("in", stay.in);
  object.add("out", stay.out);
  object.add("in_punch_id", stay.in_punch);
  object.add("out_punch_id", stay.out_punch);
  object.add("current", stay.current);
  object.add("counted_seconds", stay.counted);
}

void append_flag(JsonText& json, const core::DayFlag& flag) {
  ObjectText object(json);
  object.add("flag", to_string(flag.flag));
  object.add("punch_id", flag.punch);
  object.add("at", flag.at);
}

}  // namespace

void append_json(JsonText& json, const core::DayFigures& day) {
  ObjectText object(json);
  object.add("date", day.date);
  object.add("state", to_string(day.state));
  object.add("kind", to_string(day.kind));
  object.add("occasion", day.occasion);
  object.add("schedule_id", day.schedule);
  object.add_list("shifts", day.shifts, append_shift);
  object.add_list("stays", day.stays, append_stay);
  object.add_list("flags", day.flags, append_flag);
  object.add("first_in", day.first_in);
  object.add("last_out", day.last_out);
  for (const auto& [name, value] : seconds_of(day)) object.add(name, value);
  object.add("closed", day.period.has_value());
  object.add("period_id", day.period);
}

json::object brief_to_json(const core::DayFigures& day) {
  json::object object{{"state", to_string(day.state)}, {"kind", to_string(day.kind)}, {"occasion", day.occasion}};
  for (const auto& [name, value] : seconds_of(day)) object.emplace(name, value.count());
  return object;
}

json::object to_json(const core::PeriodFigures& figures) {
  json::object flags;
  for (std::size_t flag = 0; flag < core::kFlags; ++flag)
    flags.emplace(to_string(static_cast<core::Flag>(flag)), figures.flags[flag]);
  json::object object{{"days", figures.days},
                      {"working_days", figures.working_days},
                      {"days_present", figures.days_present},
                      {"days_absent", figures.days_absent},
                      {"days_on_leave", figures.days_on_leave},
                      {"days_late", figures.days_late},
                      {"days_early", figures.days_early},
                      {"flags", std::move(flags)}};
  for (const auto& [name, value] : seconds_of(figures)) object.emplace(name, value.count());
  return object;
}

}  // namespace attendsense::api
