#include "planning_input.hpp"

#include <charconv>

namespace attendsense::api {
namespace {

using core::minutes;

std::optional<int> two_digits(std::string_view text) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() != 2 || failed != std::errc{} || end != text.data() + 2 || text.front() == '-') return std::nullopt;
  return value;
}

minutes read_clock(ObjectReader& reader, std::string_view name) {
  return reader.required(name, reader.optional_choice(name, parse_clock, "a time of the clock such as 09:00"));
}

// Bounded here only so far that sums of them stay numbers; the rules know what is sensible.
std::optional<minutes> read_minutes(ObjectReader& reader, std::string_view name) {
  constexpr std::int64_t kMost = 1'000'000;
  const auto number = reader.optional_integer(name);
  return number ? std::optional(minutes{std::clamp(*number, -kMost, kMost)}) : std::nullopt;
}

core::Shift read_shift(ObjectReader reader) {
  core::Shift shift;
  shift.name = reader.optional_text("name").value_or("");
  shift.frame = {read_clock(reader, "from"), read_clock(reader, "to")};
  shift.flexible = reader.optional_flag("flexible").value_or(false);
  if (!reader.is_null("core")) {
    if (auto core = reader.optional_object("core")) {
      shift.core = core::ClockSpan{read_clock(*core, "from"), read_clock(*core, "to")};
    }
  }
  shift.expected = reader.required("expected_minutes", read_minutes(reader, "expected_minutes"));
  return shift;
}

core::AttendanceRules read_rules(ObjectReader reader) {
  core::AttendanceRules rules;
  const auto take = [&](std::string_view name, minutes& value) { value = read_minutes(reader, name).value_or(value); };
  take("grace_late_minutes", rules.grace_late);
  take("grace_early_minutes", rules.grace_early);
  take("rounding_step_minutes", rules.rounding_step);
  take("paid_break_up_to_minutes", rules.paid_break_up_to);
  take("shortest_break_minutes", rules.shortest_break);
  take("overtime_limit_minutes", rules.overtime_limit);
  rules.early_arrival_counts = reader.optional_flag("early_arrival_counts").value_or(rules.early_arrival_counts);
  rules.late_stay_counts = reader.optional_flag("late_stay_counts").value_or(rules.late_stay_counts);
  rules.rounding =
      reader.optional_choice("rounding", core::parse_rounding, "none, nearest, for_employee or for_company")
          .value_or(rules.rounding);
  rules.missing_leave =
      reader.optional_choice("missing_leave", core::parse_missing_leave, "leave_open or close_at_shift_end")
          .value_or(rules.missing_leave);
  rules.overtime = reader.optional_choice("overtime", core::parse_overtime, "never, approved or beyond_limit")
                       .value_or(rules.overtime);
  for (ObjectReader& legal : reader.optional_objects("legal_breaks")) {
    const minutes beyond = legal.required("beyond_minutes", read_minutes(legal, "beyond_minutes"));
    const minutes least = legal.required("least_minutes", read_minutes(legal, "least_minutes"));
    rules.legal_breaks.push_back({beyond, least});
  }
  return rules;
}

std::variant<core::EmployeeId, core::RoleId, core::SiteId> read_whom(ObjectReader& root) {
  const auto employee = root.optional_id<core::EmployeeId>("employee_id");
  const auto role = root.optional_id<core::RoleId>("role_id");
  const auto site = root.optional_id<core::SiteId>("site_id");
  if (root.count_given({"employee_id", "role_id", "site_id"}) != 1) {
    root.note("employee_id", "must be given, or one of role_id and site_id; not several");
  }
  if (role) return *role;
  if (site) return *site;
  return employee.value_or(core::EmployeeId{});
}

}  // namespace

std::optional<minutes> parse_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const std::optional<int> hour = two_digits(text.substr(0, 2));
  const std::optional<int> minute = two_digits(text.substr(3));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 48 * 60) return std::nullopt;
  return minutes{*hour * 60 + *minute};
}

service::ScheduleDefinition read_schedule_definition(ObjectReader& root) {
  service::ScheduleDefinition definition;
  definition.name = root.text("name");
  definition.rhythm =
      root.optional_choice("rhythm", core::parse_rhythm, "weekly or rotating").value_or(core::Rhythm::weekly);
  for (auto& day : root.lists("cycle")) {
    std::vector<core::Shift>& shifts = definition.cycle.emplace_back();
    for (ObjectReader& shift : day) shifts.push_back(read_shift(shift));
  }
  if (const auto rules = root.optional_object("rules")) definition.rules = read_rules(*rules);
  return definition;
}

service::NewAssignment read_new_assignment(ObjectReader& root) {
  service::NewAssignment assignment;
  assignment.schedule = root.required("schedule_id", root.optional_id<core::ScheduleId>("schedule_id"));
  assignment.whom = read_whom(root);
  assignment.from = root.required("from", root.optional_date("from"));
  assignment.until = root.optional_date("until");
  assignment.cycle_start = root.optional_date("cycle_start");
  return assignment;
}

service::NewHoliday read_new_holiday(ObjectReader& root) {
  service::NewHoliday holiday;
  holiday.site = root.optional_id<core::SiteId>("site_id");
  holiday.date = root.required("date", root.optional_date("date"));
  holiday.name = root.text("name");
  holiday.kind =
      root.optional_choice("kind", core::parse_holiday_kind, "public_holiday or closed").value_or(holiday.kind);
  holiday.part =
      root.optional_choice("part", core::parse_day_part, "whole, first_half or second_half").value_or(holiday.part);
  return holiday;
}

}  // namespace attendsense::api
