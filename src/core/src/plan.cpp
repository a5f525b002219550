#include "attendsense/core/plan.hpp"

#include <algorithm>

#include "names.hpp"

namespace attendsense::core {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::microseconds;
using std::chrono::seconds;

constexpr Names<7> kDayKinds{"unscheduled", "working_day", "day_off", "holiday", "closed", "on_leave", "not_employed"};
static_assert(kDayKinds.size() == static_cast<std::size_t>(DayKind::not_employed) + 1);

struct Concerns {
  const Employee& person;

  bool operator()(EmployeeId id) const { return id == person.id; }

  bool operator()(RoleId id) const { return id == person.role; }

  bool operator()(SiteId id) const { return id == person.site; }
};

local_days monday_of(local_days date) {
  return date - (std::chrono::weekday{date} - std::chrono::Monday);
}

const std::vector<Shift>& shifts_on(const Schedule& schedule, const Assignment& assignment, LocalDate date) {
  const local_days start{assignment.cycle_start};
  const local_days first = schedule.rhythm == Rhythm::weekly ? monday_of(start) : start;
  const auto length = static_cast<std::int64_t>(schedule.cycle.size());
  const std::int64_t passed = (local_days{date} - first).count() % length;
  return schedule.cycle[static_cast<std::size_t>(passed < 0 ? passed + length : passed)];
}

PlannedShift on(const Shift& shift, LocalDate date, const TimeZone& zone) {
  const auto instant = [&](minutes clock) { return zone.to_instant(LocalTime{local_days{date}} + clock); };
  PlannedShift planned{.name = shift.name,
                       .begin = instant(shift.frame.from),
                       .end = instant(shift.frame.to),
                       .required_begin = {},
                       .required_end = {},
                       .expected = shift.expected};
  if (!shift.flexible) {
    planned.required_begin = planned.begin;
    planned.required_end = planned.end;
  } else if (shift.core && instant(shift.core->from) < instant(shift.core->to)) {
    planned.required_begin = instant(shift.core->from);
    planned.required_end = instant(shift.core->to);
  }
  return planned;
}

// The part of a shift within a span, with its share of what is expected; none: it lies outside.
std::optional<PlannedShift> within(PlannedShift shift, Instant from, Instant to) {
  const microseconds whole = shift.end - shift.begin;
  shift.begin = std::max(shift.begin, from);
  shift.end = std::min(shift.end, to);
  if (shift.begin >= shift.end) return std::nullopt;
  const microseconds part = shift.end - shift.begin;
  if (part != whole) shift.expected = seconds{shift.expected.count() * part.count() / whole.count()};
  if (!shift.required_begin) return shift;
  shift.required_begin = std::max(*shift.required_begin, from);
  shift.required_end = std::min(*shift.required_end, to);
  if (*shift.required_begin >= *shift.required_end) shift.required_begin = shift.required_end = std::nullopt;
  return shift;
}

std::vector<PlannedShift> shifts_of(const Schedule& schedule, const Assignment& assignment, LocalDate date,
                                    const TimeZone& zone) {
  std::vector<PlannedShift> planned;
  for (const Shift& shift : shifts_on(schedule, assignment, date)) {
    planned.push_back(on(shift, date, zone));
    // The hour that the clocks skip in spring can be all of a shift: then there is none.
    if (planned.back().begin == planned.back().end) planned.pop_back();
  }
  return planned;
}

void keep_within(std::vector<PlannedShift>& shifts, Instant from, Instant to) {
  std::vector<PlannedShift> kept;
  for (PlannedShift& shift : shifts)
    if (auto part = within(std::move(shift), from, to)) kept.push_back(std::move(*part));
  shifts = std::move(kept);
}

seconds expected_of(std::span<const PlannedShift> shifts) {
  seconds sum{0};
  for (const PlannedShift& shift : shifts) sum += shift.expected;
  return sum;
}

// The moment at which half the time of the shifts has passed. There is a shift at least.
Instant middle_of(std::span<const PlannedShift> shifts) {
  microseconds whole{0};
  for (const PlannedShift& shift : shifts) whole += shift.end - shift.begin;
  microseconds left = whole / 2;
  for (const PlannedShift& shift : shifts) {
    if (left <= shift.end - shift.begin) return shift.begin + left;
    left -= shift.end - shift.begin;
  }
  return shifts.back().end;
}

void take_away(std::vector<PlannedShift>& shifts, DayPart part, Instant middle) {
  if (part == DayPart::whole) shifts.clear();
  if (part == DayPart::first_half) keep_within(shifts, middle, Instant::max());
  if (part == DayPart::second_half) keep_within(shifts, Instant::min(), middle);
}

DayKind kind_of(const Holiday& holiday) {
  return holiday.kind == HolidayKind::closed ? DayKind::closed : DayKind::holiday;
}

void apply(const Holiday& holiday, Instant middle, PlannedDay& day) {
  if (day.shifts.empty()) return;
  take_away(day.shifts, holiday.part, middle);
  if (day.occasion.empty()) day.occasion = holiday.name;
  if (day.shifts.empty()) day.kind = kind_of(holiday);
}

bool covers(const Leave& leave, LocalDate date) {
  return leave.from <= date && date <= leave.to;
}

void apply(const Leave& leave, const LeaveKind& kind, Instant middle, PlannedDay& day) {
  if (day.shifts.empty()) return;
  const seconds before = expected_of(day.shifts);
  take_away(day.shifts, leave.part, middle);
  if (kind.paid) day.leave_credit += before - expected_of(day.shifts);
  if (day.occasion.empty()) day.occasion = kind.name;
  if (day.shifts.empty()) day.kind = DayKind::on_leave;
}

const AttendanceRules kNoRules{};

}  // namespace

std::string_view to_string(DayKind kind) {
  return name_of(kind, kDayKinds);
}

std::optional<DayKind> parse_day_kind(std::string_view text) {
  return value_of<DayKind>(text, kDayKinds);
}

const AttendanceRules& PlannedDay::rules() const {
  return schedule ? schedule->rules : kNoRules;
}

WorkPlan::WorkPlan(const Planning& planning, const Employee& employee)
    : schedules_(planning.schedules), hired_at_(employee.hired_at), left_at_(employee.left_at) {
  for (const Assignment& assignment : planning.assignments)
    if (std::visit(Concerns{employee}, assignment.whom) && schedules_.contains(assignment.schedule))
      assignments_.push_back(assignment);
  std::ranges::sort(assignments_, [](const Assignment& one, const Assignment& other) {
    // The alternatives of `whom` stand in the order of closeness.
    if (one.whom.index() != other.whom.index()) return one.whom.index() < other.whom.index();
    return std::tuple(one.from, one.created_at, one.id) > std::tuple(other.from, other.created_at, other.id);
  });
  for (const Holiday& holiday : planning.holidays)
    if (!holiday.site || *holiday.site == employee.site) holidays_[holiday.date].push_back(holiday);
  for (const Leave& leave : planning.leave) {
    const auto kind = planning.leave_kinds.find(leave.kind);
    const bool counts = leave.employee == employee.id && leave.state == RequestState::approved;
    if (counts && kind != planning.leave_kinds.end()) leave_.emplace_back(leave, kind->second);
  }
  // Of several on a date the first names it, and the first leave is credited: none may depend on the order of reading.
  for (auto& [date, holidays] : holidays_) std::ranges::sort(holidays, {}, &Holiday::id);
  std::ranges::sort(leave_, {}, [](const auto& taken) { return std::pair{taken.first.from, taken.first.id}; });
  for (const OvertimeGrant& grant : planning.grants)
    if (grant.employee == employee.id && !grant.revoked_at) grants_[grant.date] += grant.most;
}

const Assignment* WorkPlan::assignment_on(LocalDate date) const {
  const auto found = std::ranges::find_if(assignments_, [&](const Assignment& assignment) {
    return assignment.from <= date && (!assignment.until || date <= *assignment.until);
  });
  return found == assignments_.end() ? nullptr : &*found;
}

PlannedDay WorkPlan::day(LocalDate date, const TimeZone& zone) const {
  PlannedDay day{.date = date, .employed_from = hired_at_, .employed_until = left_at_};
  if (const auto granted = grants_.find(date); granted != grants_.end()) day.granted_overtime = granted->second;
  if (const Assignment* assignment = assignment_on(date)) {
    day.schedule = schedules_.at(assignment->schedule);
    day.shifts = shifts_of(*day.schedule, *assignment, date, zone);
    day.kind = day.shifts.empty() ? DayKind::day_off : DayKind::working_day;
  }
  const std::optional<Instant> middle = day.shifts.empty() ? std::nullopt : std::optional(middle_of(day.shifts));
  keep_employment(day, zone);
  if (middle) {
    take_days_off(day, *middle);
  } else if (day.kind != DayKind::not_employed) {
    mark_days_off(day);
  }
  day.expected = expected_of(day.shifts) + day.leave_credit;
  return day;
}

void WorkPlan::keep_employment(PlannedDay& day, const TimeZone& zone) const {
  if (!hired_at_ && !left_at_) return;
  keep_within(day.shifts, hired_at_.value_or(Instant::min()), left_at_.value_or(Instant::max()));
  if (!day.shifts.empty()) return;
  const bool before = hired_at_ && *hired_at_ >= zone.begin_of(add_days(day.date, 1));
  const bool after = left_at_ && *left_at_ <= zone.begin_of(day.date);
  if (before || after) {
    day.kind = DayKind::not_employed;
    day.schedule = nullptr;
  } else if (day.kind == DayKind::working_day) {
    day.kind = DayKind::day_off;
  }
}

// There are no shifts to be taken away, and nothing to be credited: it has a name, no more.
void WorkPlan::mark_days_off(PlannedDay& day) const {
  const auto mark = [&](DayPart part, DayKind kind, const std::string& occasion) {
    if (day.occasion.empty()) day.occasion = occasion;
    if (part == DayPart::whole && day.kind == DayKind::unscheduled) day.kind = kind;
  };
  for (const Holiday& holiday : holidays_on(day.date)) mark(holiday.part, kind_of(holiday), holiday.name);
  for (const auto& [leave, kind] : leave_)
    if (covers(leave, day.date)) mark(leave.part, DayKind::on_leave, kind.name);
}

void WorkPlan::take_days_off(PlannedDay& day, Instant middle) const {
  for (const Holiday& holiday : holidays_on(day.date)) apply(holiday, middle, day);
  for (const auto& [leave, kind] : leave_)
    if (covers(leave, day.date)) apply(leave, kind, middle, day);
}

std::span<const Holiday> WorkPlan::holidays_on(LocalDate date) const {
  const auto found = holidays_.find(date);
  return found == holidays_.end() ? std::span<const Holiday>{} : found->second;
}

}  // namespace attendsense::core
