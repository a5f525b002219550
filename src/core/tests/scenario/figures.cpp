#include "figures.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "draft.hpp"

namespace attendsense::core::scenario {
namespace {

using FlagCounts = std::array<int, kFlags>;

std::string show(std::optional<Instant> at, LocalDate date, const TimeZone& zone, std::string_view without) {
  return at ? show_time(*at, date, zone) : std::string(without);
}

// Appends to a list with commas between.
void list(std::string& text, const std::string& item) {
  text += (text.empty() ? "" : ",") + item;
}

std::string or_none(const std::string& text) {
  return text.empty() ? "none" : text;
}

std::string show_stays(const DayFigures& day, const TimeZone& zone) {
  std::string text;
  for (const CountedStay& stay : day.stays)
    list(text, show(stay.in, day.date, zone, "?") + "-" + show(stay.out, day.date, zone, "?"));
  return or_none(text);
}

std::string show_shifts(const DayFigures& day, const TimeZone& zone) {
  std::string text;
  for (const PlannedShift& shift : day.shifts)
    list(text, show_time(shift.begin, day.date, zone) + "-" + show_time(shift.end, day.date, zone));
  return or_none(text);
}

std::string show_flags(const FlagCounts& counts) {
  std::string text;
  for (std::size_t flag = 0; flag < kFlags; ++flag) {
    if (counts[flag] == 0) continue;
    const std::string name = with_hyphens(to_string(static_cast<Flag>(flag)));
    list(text, counts[flag] == 1 ? name : name + ":" + std::to_string(counts[flag]));
  }
  return or_none(text);
}

FlagCounts counts_of(const DayFigures& day) {
  FlagCounts counts{};
  for (const DayFlag& flag : day.flags) counts[static_cast<std::size_t>(flag.flag)] += 1;
  return counts;
}

std::string show_count(const DayFigures& day, Flag flag) {
  return std::to_string(counts_of(day)[static_cast<std::size_t>(flag)]);
}

bool is_open(const DayFigures& day) {
  bool open = false;
  for (const CountedStay& stay : day.stays)
    if (stay.in) open = !stay.out;
  return open;
}

using ShowDay = std::string (*)(const DayFigures&, const TimeZone&);
using ShowPeriod = std::string (*)(const PeriodFigures&);

// The figures that are durations, of a day and of a period alike.
struct Duration {
  std::chrono::seconds DayFigures::* of_day;
  std::chrono::seconds PeriodFigures::* of_period;
};

const std::map<std::string_view, Duration>& durations() {
  static const std::map<std::string_view, Duration> table{
      {"worked", {&DayFigures::worked, &PeriodFigures::worked}},
      {"presence", {&DayFigures::presence, &PeriodFigures::presence}},
      {"breaks", {&DayFigures::breaks, &PeriodFigures::breaks}},
      {"break-deducted", {&DayFigures::break_deducted, &PeriodFigures::break_deducted}},
      {"expected", {&DayFigures::expected, &PeriodFigures::expected}},
      {"leave-credit", {&DayFigures::leave_credit, &PeriodFigures::leave_credit}},
      {"late", {&DayFigures::late, &PeriodFigures::late}},
      {"early", {&DayFigures::early, &PeriodFigures::early}},
      {"overtime", {&DayFigures::overtime, &PeriodFigures::overtime}},
      {"overtime-not-granted", {&DayFigures::overtime_not_granted, &PeriodFigures::overtime_not_granted}},
      {"balance", {&DayFigures::balance, &PeriodFigures::balance}},
  };
  return table;
}

// The others. A further figure of a day is a further entry here.
const std::map<std::string_view, ShowDay>& day_figures() {
  static const std::map<std::string_view, ShowDay> table{
      {"state", [](const DayFigures& day, const TimeZone&) { return with_hyphens(to_string(day.state)); }},
      {kWhetherPresent,
       [](const DayFigures& day, const TimeZone&) {
         const bool was_there = day.state == DayState::present || day.state == DayState::in_office;
         return was_there ? with_hyphens(to_string(day.state)) : std::string("absent");
       }},
      {"kind", [](const DayFigures& day, const TimeZone&) { return with_hyphens(to_string(day.kind)); }},
      {"in", [](const DayFigures& day, const TimeZone& zone) { return show(day.first_in, day.date, zone, "none"); }},
      {"out", [](const DayFigures& day, const TimeZone& zone) { return show(day.last_out, day.date, zone, "none"); }},
      {"stays", show_stays},
      {"counted",
       [](const DayFigures& day, const TimeZone&) {
         std::string text;
         for (const CountedStay& stay : day.stays) list(text, show_duration(stay.counted));
         return or_none(text);
       }},
      {"shifts", show_shifts},
      {"flags", [](const DayFigures& day, const TimeZone&) { return show_flags(counts_of(day)); }},
      {"occasion", [](const DayFigures& day, const TimeZone&) { return or_none(day.occasion); }},
      {"repeated-in", [](const DayFigures& day, const TimeZone&) { return show_count(day, Flag::repeated_in); }},
      {"out-without-in", [](const DayFigures& day, const TimeZone&) { return show_count(day, Flag::missing_in); }},
      {"open", [](const DayFigures& day, const TimeZone&) { return std::string(is_open(day) ? "yes" : "no"); }},
  };
  return table;
}

const std::map<std::string_view, ShowPeriod>& period_figures() {
  static const std::map<std::string_view, ShowPeriod> table{
      {"days", [](const PeriodFigures& period) { return std::to_string(period.days); }},
      {"working-days", [](const PeriodFigures& period) { return std::to_string(period.working_days); }},
      {"days-present", [](const PeriodFigures& period) { return std::to_string(period.days_present); }},
      {"days-absent", [](const PeriodFigures& period) { return std::to_string(period.days_absent); }},
      {"days-on-leave", [](const PeriodFigures& period) { return std::to_string(period.days_on_leave); }},
      {"days-late", [](const PeriodFigures& period) { return std::to_string(period.days_late); }},
      {"days-early", [](const PeriodFigures& period) { return std::to_string(period.days_early); }},
      {"flags", [](const PeriodFigures& period) { return show_flags(period.flags); }},
  };
  return table;
}

// "late,repeated-in:2" in whatever order.
std::string take_flags(Line& line) {
  const std::string word = line.take("flags");
  FlagCounts counts{};
  if (word == "none") return show_flags(counts);
  for (const std::string& item : parts_of(word, ",")) {
    const std::vector<std::string> name = parts_of(item, ":");
    const std::optional<Flag> flag = parse_flag(with_underscores(name.front()));
    if (!flag || name.size() > 2) line.refuse("'" + item + "' is no flag");
    counts[static_cast<std::size_t>(*flag)] +=
        name.size() == 1 ? 1 : Line(line.place(), name.back()).take_integer("how many");
  }
  return show_flags(counts);
}

}  // namespace

bool is_day_figure(std::string_view name) {
  return durations().contains(name) || day_figures().contains(name);
}

bool is_period_figure(std::string_view name) {
  return durations().contains(name) || period_figures().contains(name);
}

bool is_presence(std::string_view word) {
  return word == "absent" || word == "present" || word == "in-office";
}

std::string take_value(Line& line, const std::string& name) {
  if (durations().contains(name)) return show_duration(line.take_signed_duration("the " + name));
  if (name == "flags") return take_flags(line);
  if (name == "occasion" && !line.accept("none")) return line.take_title("the occasion");
  if (name == "occasion") return "none";
  return line.take("the " + name);
}

std::string show_day_figure(std::string_view name, const DayFigures& day, const TimeZone& zone) {
  const auto duration = durations().find(name);
  if (duration != durations().end()) return show_duration(day.*duration->second.of_day);
  return day_figures().at(name)(day, zone);
}

std::string show_period_figure(std::string_view name, const PeriodFigures& period) {
  const auto duration = durations().find(name);
  if (duration != durations().end()) return show_duration(period.*duration->second.of_period);
  return period_figures().at(name)(period);
}

}  // namespace attendsense::core::scenario
