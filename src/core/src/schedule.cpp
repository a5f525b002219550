#include "attendsense/core/schedule.hpp"

#include <algorithm>

#include "names.hpp"

namespace attendsense::core {
namespace {

using namespace std::chrono_literals;

constexpr Names<4> kRoundings{"none", "nearest", "for_employee", "for_company"};
constexpr Names<2> kMissingLeaves{"leave_open", "close_at_shift_end"};
constexpr Names<3> kOvertimes{"never", "approved", "beyond_limit"};
constexpr Names<2> kRhythms{"weekly", "rotating"};
constexpr Names<3> kDayParts{"whole", "first_half", "second_half"};
constexpr Names<2> kHolidayKinds{"public_holiday", "closed"};
constexpr Names<6> kRequestStates{"requested", "half_approved", "approved", "refused", "withdrawn", "undone"};
static_assert(kRequestStates.size() == static_cast<std::size_t>(RequestState::undone) + 1);

constexpr minutes kDay = 24h;
constexpr int kDaysAWeek = 7;

// Notes what is wrong, with where it is.
class Faults {
 public:
  void unless(bool holds, std::string field, std::string message) {
    if (!holds) faults_.push_back({std::move(field), std::move(message)});
  }

  [[nodiscard]] Result<void> result() && {
    if (faults_.empty()) return {};
    Error error{Failure::invalid_input,           "schedule_invalid", "The schedule contradicts itself",
                "Mend the fields that are named", std::move(faults_), {}};
    error.message += ": " + error.fields.front().field + " " + error.fields.front().message;
    return fail(std::move(error));
  }

 private:
  std::vector<FieldError> faults_;
};

void check(const Shift& shift, const std::string& field, Faults& faults) {
  const ClockSpan& frame = shift.frame;
  faults.unless(frame.from >= 0min && frame.from < kDay, field + ".from", "must be a time of the day");
  faults.unless(frame.to > frame.from && frame.length() <= kDay, field + ".to",
                "must be after the begin, by at most 24 hours");
  faults.unless(shift.expected >= 0min && shift.expected <= frame.length(), field + ".expected_minutes",
                "must fit into the shift");
  faults.unless(!shift.core || shift.flexible, field + ".core", "is for flexible hours only");
  if (!shift.core) return;
  faults.unless(shift.core->from < shift.core->to, field + ".core", "must end after it begins");
  faults.unless(shift.core->from >= frame.from && shift.core->to <= frame.to, field + ".core",
                "must lie within the frame");
}

std::string at(const std::string& name, std::size_t index) {
  return name + "[" + std::to_string(index) + "]";
}

void check_cycle(const Schedule& schedule, Faults& faults) {
  const auto& cycle = schedule.cycle;
  faults.unless(!cycle.empty() && cycle.size() <= kLongestCycle, "cycle", "must have 1 to 366 days");
  if (schedule.rhythm == Rhythm::weekly)
    faults.unless(cycle.size() % kDaysAWeek == 0, "cycle", "must have whole weeks: 7 days, 14, 21 ...");
  for (std::size_t day = 0; day < cycle.size(); ++day) {
    const std::string field = at("cycle", day);
    faults.unless(cycle[day].size() <= kMostShiftsADay, field, "must have at most 6 shifts");
    for (std::size_t shift = 0; shift < cycle[day].size(); ++shift) {
      check(cycle[day][shift], at(field, shift), faults);
      const bool follows = shift == 0 || cycle[day][shift - 1].frame.to <= cycle[day][shift].frame.from;
      faults.unless(follows, at(field, shift) + ".from", "must not be before the shift before it ends");
    }
  }
}

void check(const AttendanceRules& rules, Faults& faults) {
  const auto within = [&](minutes value, minutes most, const char* field) {
    faults.unless(value >= 0min && value <= most, std::string("rules.") + field,
                  "must be from 0 to " + std::to_string(most.count()) + " minutes");
  };
  within(rules.grace_late, 4h, "grace_late_minutes");
  within(rules.grace_early, 4h, "grace_early_minutes");
  within(rules.paid_break_up_to, 4h, "paid_break_up_to_minutes");
  within(rules.shortest_break, 4h, "shortest_break_minutes");
  within(rules.overtime_limit, 12h, "overtime_limit_minutes");
  // A step that parts an hour evenly: else the rounded time would depend on the date.
  const bool even =
      rules.rounding_step >= 1min && rules.rounding_step <= 60min && 60 % rules.rounding_step.count() == 0;
  faults.unless(even, "rules.rounding_step_minutes", "must be 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60");
  faults.unless(rules.legal_breaks.size() <= 8, "rules.legal_breaks", "must be at most 8");
  for (std::size_t i = 0; i < rules.legal_breaks.size(); ++i) {
    const LegalBreak& legal = rules.legal_breaks[i];
    const bool sensible = legal.beyond >= 0min && legal.beyond <= kDay && legal.least > 0min && legal.least <= 4h;
    faults.unless(sensible, "rules." + at("legal_breaks", i), "must be of 1 to 240 minutes, beyond at most 24 hours");
  }
}

}  // namespace

std::string_view to_string(Rounding rounding) {
  return name_of(rounding, kRoundings);
}

std::optional<Rounding> parse_rounding(std::string_view text) {
  return value_of<Rounding>(text, kRoundings);
}

std::string_view to_string(MissingLeave policy) {
  return name_of(policy, kMissingLeaves);
}

std::optional<MissingLeave> parse_missing_leave(std::string_view text) {
  return value_of<MissingLeave>(text, kMissingLeaves);
}

std::string_view to_string(Overtime rule) {
  return name_of(rule, kOvertimes);
}

std::optional<Overtime> parse_overtime(std::string_view text) {
  return value_of<Overtime>(text, kOvertimes);
}

std::string_view to_string(Rhythm rhythm) {
  return name_of(rhythm, kRhythms);
}

std::optional<Rhythm> parse_rhythm(std::string_view text) {
  return value_of<Rhythm>(text, kRhythms);
}

std::string_view to_string(DayPart part) {
  return name_of(part, kDayParts);
}

std::optional<DayPart> parse_day_part(std::string_view text) {
  return value_of<DayPart>(text, kDayParts);
}

std::string_view to_string(HolidayKind kind) {
  return name_of(kind, kHolidayKinds);
}

std::optional<HolidayKind> parse_holiday_kind(std::string_view text) {
  return value_of<HolidayKind>(text, kHolidayKinds);
}

std::string_view to_string(RequestState state) {
  return name_of(state, kRequestStates);
}

std::optional<RequestState> parse_request_state(std::string_view text) {
  return value_of<RequestState>(text, kRequestStates);
}

std::optional<ClockSpan> Shift::required() const {
  return flexible ? core : std::optional(frame);
}

Result<void> check(const Schedule& schedule) {
  Faults faults;
  check_cycle(schedule, faults);
  check(schedule.rules, faults);
  return std::move(faults).result();
}

}  // namespace attendsense::core
