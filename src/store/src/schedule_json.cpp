#include "schedule_json.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <stdexcept>

namespace attendsense::store {
namespace {

using namespace core;
namespace json = boost::json;

constexpr std::int64_t kVersion = 1;

// Writing takes each struct apart as a whole: a member that is added to it has to be written before this compiles.

json::object to_json(const ClockSpan& span) {
  const auto& [from, to] = span;
  return {{"from", from.count()}, {"to", to.count()}};
}

json::object to_json(const Shift& shift) {
  const auto& [name, frame, flexible, core, expected] = shift;
  return {{"name", name},
          {"frame", to_json(frame)},
          {"flexible", flexible},
          {"core", core ? json::value(to_json(*core)) : json::value(nullptr)},
          {"expected", expected.count()}};
}

json::array to_json(const std::vector<LegalBreak>& breaks) {
  json::array array;
  for (const auto& [beyond, least] : breaks) {
    array.push_back(json::object{{"beyond", beyond.count()}, {"least", least.count()}});
  }
  return array;
}

json::object to_json(const AttendanceRules& rules) {
  const auto& [grace_late, grace_early, rounding, rounding_step, early_arrival_counts, late_stay_counts,
               paid_break_up_to, shortest_break, legal_breaks, missing_leave, overtime, overtime_limit] = rules;
  return {{"grace_late", grace_late.count()},
          {"grace_early", grace_early.count()},
          {"rounding", to_string(rounding)},
          {"rounding_step", rounding_step.count()},
          {"early_arrival_counts", early_arrival_counts},
          {"late_stay_counts", late_stay_counts},
          {"paid_break_up_to", paid_break_up_to.count()},
          {"shortest_break", shortest_break.count()},
          {"legal_breaks", to_json(legal_breaks)},
          {"missing_leave", to_string(missing_leave)},
          {"overtime", to_string(overtime)},
          {"overtime_limit", overtime_limit.count()}};
}

json::array to_json(const std::vector<std::vector<Shift>>& cycle) {
  json::array days;
  for (const std::vector<Shift>& day : cycle) {
    json::array shifts;
    for (const Shift& shift : day) shifts.push_back(to_json(shift));
    days.push_back(std::move(shifts));
  }
  return days;
}

// An object whose members are taken one by one; what is left at the end was never written. Throws std::exception.
class Members {
 public:
  explicit Members(const json::value& value) : members_(value.as_object()) {}

  [[nodiscard]] json::value take(std::string_view name) {
    const auto found = members_.find(name);
    if (found == members_.end()) throw std::invalid_argument(fmt::format("{} is missing", name));
    json::value value = std::move(found->value());
    members_.erase(found);
    return value;
  }

  // Within what can be reckoned with; what makes sense is for core::check() to say.
  void take(std::string_view name, minutes& into) {
    constexpr std::int64_t kMost = 1'000'000;
    const std::int64_t count = take(name).as_int64();
    if (count < -kMost || count > kMost) throw std::invalid_argument(fmt::format("{} is {}", name, count));
    into = minutes{count};
  }

  void take(std::string_view name, bool& into) { into = take(name).as_bool(); }

  void take(std::string_view name, std::string& into) { into = take(name).as_string(); }

  template <class Value>
  void take(std::string_view name, Value& into, std::optional<Value> (*parse)(std::string_view)) {
    const json::value text = take(name);
    const std::optional<Value> value = parse(text.as_string());
    if (!value) throw std::invalid_argument(fmt::format("{} is '{}'", name, std::string_view(text.as_string())));
    into = *value;
  }

  void expect_none_left() const {
    if (members_.empty()) return;
    throw std::invalid_argument(fmt::format("{} is unknown", std::string_view(members_.begin()->key())));
  }

 private:
  json::object members_;
};

ClockSpan read_span(const json::value& value) {
  ClockSpan span;
  Members members(value);
  members.take("from", span.from);
  members.take("to", span.to);
  members.expect_none_left();
  return span;
}

Shift read_shift(const json::value& value) {
  Shift shift;
  Members members(value);
  members.take("name", shift.name);
  shift.frame = read_span(members.take("frame"));
  members.take("flexible", shift.flexible);
  if (const json::value core = members.take("core"); !core.is_null()) shift.core = read_span(core);
  members.take("expected", shift.expected);
  members.expect_none_left();
  return shift;
}

LegalBreak read_break(const json::value& value) {
  LegalBreak legal;
  Members members(value);
  members.take("beyond", legal.beyond);
  members.take("least", legal.least);
  members.expect_none_left();
  return legal;
}

AttendanceRules read_rules(const json::value& value) {
  AttendanceRules rules;
  Members members(value);
  members.take("grace_late", rules.grace_late);
  members.take("grace_early", rules.grace_early);
  members.take("rounding", rules.rounding, parse_rounding);
  members.take("rounding_step", rules.rounding_step);
  members.take("early_arrival_counts", rules.early_arrival_counts);
  members.take("late_stay_counts", rules.late_stay_counts);
  members.take("paid_break_up_to", rules.paid_break_up_to);
  members.take("shortest_break", rules.shortest_break);
  const json::value breaks = members.take("legal_breaks");
  for (const json::value& legal : breaks.as_array()) rules.legal_breaks.push_back(read_break(legal));
  members.take("missing_leave", rules.missing_leave, parse_missing_leave);
  members.take("overtime", rules.overtime, parse_overtime);
  members.take("overtime_limit", rules.overtime_limit);
  members.expect_none_left();
  return rules;
}

std::vector<std::vector<Shift>> read_cycle(const json::value& value) {
  std::vector<std::vector<Shift>> cycle;
  for (const json::value& day : value.as_array()) {
    std::vector<Shift>& shifts = cycle.emplace_back();
    for (const json::value& shift : day.as_array()) shifts.push_back(read_shift(shift));
  }
  return cycle;
}

void read_definition(Schedule& schedule, const json::value& value) {
  Members members(value);
  const std::int64_t version = members.take("version").as_int64();
  if (version != kVersion) throw std::invalid_argument(fmt::format("its version is {}", version));
  members.take("rhythm", schedule.rhythm, parse_rhythm);
  schedule.cycle = read_cycle(members.take("cycle"));
  schedule.rules = read_rules(members.take("rules"));
  members.expect_none_left();
}

std::unexpected<Error> malformed(const Schedule& schedule, std::string_view fault) {
  return fail(
      Failure::corrupt, "schedule_malformed",
      fmt::format("The stored schedule '{}' ({}) is damaged: {}", schedule.name, schedule.id.to_string(), fault),
      "Put back the last backup, or write the schedule anew");
}

}  // namespace

Result<std::string> definition_to_json(const Schedule& schedule) {
  if (Result<void> sound = check(schedule); !sound) return fail(std::move(sound));
  return json::serialize(json::object{{"version", kVersion},
                                      {"rhythm", to_string(schedule.rhythm)},
                                      {"cycle", to_json(schedule.cycle)},
                                      {"rules", to_json(schedule.rules)}});
}

Result<void> define_from_json(Schedule& schedule, std::string_view text) {
  try {
    read_definition(schedule, json::parse(text));
  } catch (const std::exception& error) {
    return malformed(schedule, error.what());
  }
  if (const Result<void> sound = check(schedule); !sound) return malformed(schedule, sound.error().message);
  return {};
}

}  // namespace attendsense::store
