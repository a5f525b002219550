#include <algorithm>
#include <numeric>

#include "setting.hpp"
#include "weekdays.hpp"

namespace attendsense::core::scenario {
namespace {

bool take_yes(Line& line) {
  if (line.accept("yes")) return true;
  if (!line.accept("no")) line.refuse("expected yes or no, found '" + std::string(line.peek()) + "'");
  return false;
}

template <class Enum>
Enum take_name(Line& line, std::optional<Enum> (*parse)(std::string_view), std::string_view what) {
  const std::string word = line.take(what);
  const std::optional<Enum> parsed = parse(with_underscores(word));
  if (!parsed) line.refuse("'" + word + "' is no " + std::string(what));
  return *parsed;
}

void take_rounding(Line& line, AttendanceRules& rules) {
  rules.rounding = take_name(line, parse_rounding, "rounding");
  if (rules.rounding != Rounding::none) rules.rounding_step = line.take_minutes("the step of rounding");
}

void take_legal_break(Line& line, AttendanceRules& rules) {
  LegalBreak legal;
  if (!line.accept("beyond")) line.refuse("say 'legal-break beyond 6h least 30m'");
  legal.beyond = line.take_minutes("the working time");
  if (!line.accept("least")) line.refuse("say 'legal-break beyond 6h least 30m'");
  legal.least = line.take_minutes("the break");
  rules.legal_breaks.push_back(legal);
}

void take_overtime(Line& line, AttendanceRules& rules) {
  rules.overtime = take_name(line, parse_overtime, "rule of overtime");
  if (rules.overtime == Overtime::beyond_limit) rules.overtime_limit = line.take_minutes("the limit of overtime");
}

using TakeRule = void (*)(Line&, AttendanceRules&);

// A further rule is a further entry here.
const std::map<std::string_view, TakeRule>& rule_table() {
  static const std::map<std::string_view, TakeRule> table{
      {"grace-late", [](Line& line, AttendanceRules& rules) { rules.grace_late = line.take_minutes("the grace"); }},
      {"grace-early", [](Line& line, AttendanceRules& rules) { rules.grace_early = line.take_minutes("the grace"); }},
      {"rounding", take_rounding},
      {"early-arrival", [](Line& line, AttendanceRules& rules) { rules.early_arrival_counts = take_yes(line); }},
      {"late-stay", [](Line& line, AttendanceRules& rules) { rules.late_stay_counts = take_yes(line); }},
      {"paid-break",
       [](Line& line, AttendanceRules& rules) { rules.paid_break_up_to = line.take_minutes("the break"); }},
      {"shortest-break",
       [](Line& line, AttendanceRules& rules) { rules.shortest_break = line.take_minutes("the break"); }},
      {"legal-break", take_legal_break},
      {"missing-leave",
       [](Line& line, AttendanceRules& rules) {
         rules.missing_leave = take_name(line, parse_missing_leave, "rule of missing leaves");
       }},
      {"overtime", take_overtime},
  };
  return table;
}

// [flexible] SPAN [core SPAN] [expected DURATION] [called NAME]
Shift take_shift(Line& line) {
  Shift shift;
  shift.flexible = line.accept("flexible");
  shift.frame = line.take_span("a shift");
  shift.expected = shift.frame.length();
  while (!line.empty() && line.peek() != "and") {
    if (line.accept("core")) {
      shift.core = line.take_span("the core time");
      // Of a shift over midnight the core may be on the date after.
      if (shift.core->from < shift.frame.from) {
        shift.core->from += std::chrono::hours{24};
        shift.core->to += std::chrono::hours{24};
      }
    } else if (line.accept("expected")) {
      shift.expected = line.take_minutes("the expected time");
    } else if (line.accept("called")) {
      shift.name = line.take("the name of the shift");
    } else {
      line.refuse("a shift has no '" + std::string(line.peek()) + "'");
    }
  }
  return shift;
}

std::vector<Shift> take_shifts(Line& line) {
  std::vector<Shift> shifts;
  if (line.accept("off")) return shifts;
  do shifts.push_back(take_shift(line));
  while (line.accept("and"));
  return shifts;
}

}  // namespace

ScheduleParser::ScheduleParser(Line& line, ScheduleId id) : opening_(line) {
  schedule_.id = id;
  schedule_.name = line.take("the name of the schedule");
  if (line.accept("rotating")) {
    schedule_.rhythm = Rhythm::rotating;
  } else {
    schedule_.cycle.resize(kDaysAWeek);
  }
}

bool ScheduleParser::read(Line& line) {
  if (line.accept("rules")) {
    rules(line);
    return true;
  }
  const std::string_view word = line.peek();
  const bool tells_days = begins_with_weekday(word) || word == "week" || word == "day" || word == "days";
  if (tells_days) days(line);
  return tells_days;
}

void ScheduleParser::days(Line& line) {
  const std::vector<std::size_t> days = take_days(line);
  const std::vector<Shift> shifts = take_shifts(line);
  const std::size_t last = std::ranges::max(days);
  if (last >= kLongestCycle) line.refuse("a cycle has at most 366 days");
  const std::size_t whole = schedule_.rhythm == Rhythm::weekly ? (last / kDaysAWeek + 1) * kDaysAWeek : last + 1;
  if (schedule_.cycle.size() < whole) schedule_.cycle.resize(whole);
  for (const std::size_t day : days) std::ranges::copy(shifts, std::back_inserter(schedule_.cycle[day]));
}

std::vector<std::size_t> ScheduleParser::take_days(Line& line) {
  const bool rotating = schedule_.rhythm == Rhythm::rotating;
  if (rotating != (line.peek() == "day" || line.peek() == "days"))
    line.refuse(rotating ? "the days of a roster have numbers: 'day 1', 'days 1-4'"
                         : "the days of a week have names: 'mon', 'mon-fri', 'daily'; numbers are for 'rotating'");
  if (rotating) {
    line.take("days");
    const std::vector<std::string> ends = parts_of(line.take("the number of a day"), "-");
    const auto number = [&](const std::string& text) {
      const int day = Line(line.place(), text).take_integer("the number of a day");
      if (day < 1) line.refuse("the first day is day 1");
      return static_cast<std::size_t>(day - 1);
    };
    const std::size_t first = number(ends.front());
    const std::size_t last = number(ends.back());
    if (ends.size() > 2 || last < first || last >= kLongestCycle) line.refuse("these are no days of a roster");
    std::vector<std::size_t> days(last - first + 1);
    std::iota(days.begin(), days.end(), first);
    return days;
  }
  std::size_t week = 1;
  if (line.accept("week")) week = static_cast<std::size_t>(line.take_integer("the number of the week"));
  if (week < 1) line.refuse("the first week is week 1");
  std::vector<std::size_t> days = take_weekdays(line);
  for (std::size_t& day : days) day += (week - 1) * kDaysAWeek;
  return days;
}

void ScheduleParser::rules(Line& line) {
  if (line.empty()) line.refuse("say which rule");
  while (!line.empty()) {
    const std::string name = line.take("a rule");
    const auto found = rule_table().find(name);
    if (found == rule_table().end()) line.refuse("there is no rule '" + name + "'");
    found->second(line, schedule_.rules);
  }
}

Schedule ScheduleParser::take() && {
  if (const Result<void> sound = check(schedule_); !sound) opening_.refuse(sound.error().message);
  return std::move(schedule_);
}

}  // namespace attendsense::core::scenario
