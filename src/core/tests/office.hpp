#pragma once

// One person in Berlin: what they are to do, what they did, and what that comes to.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "attendsense/core/timesheet.hpp"
#include "builders.hpp"

namespace attendsense::core::testing {

using namespace std::chrono_literals;

inline LocalDate date(std::string_view text) {
  return parse_date(text).value();
}

// "2026-03-27 08:58" by the clock on the wall.
inline Instant local(std::string_view text, const TimeZone& zone = berlin()) {
  const LocalTime clock{
      utc(std::string(text.substr(0, 10)) + "T" + std::string(text.substr(11)) + ":00Z").time_since_epoch()};
  return zone.to_instant(clock);
}

template <class Id>
Id numbered(std::uint8_t number) {
  Id id;
  id.uuid.bytes.back() = number;
  return id;
}

inline Shift shift(minutes from, minutes to, minutes expected) {
  return {.name = "", .frame = {from, to}, .expected = expected};
}

inline Shift shift(minutes from, minutes to) {
  return shift(from, to, to - from);
}

inline Shift flexible(ClockSpan frame, std::optional<ClockSpan> core, minutes expected) {
  return {.name = "", .frame = frame, .flexible = true, .core = core, .expected = expected};
}

// The same shifts from Monday to Friday.
inline Schedule weekdays(const std::vector<Shift>& shifts, AttendanceRules rules = {}) {
  Schedule schedule{.id = numbered<ScheduleId>(1), .name = "weekdays", .rules = std::move(rules)};
  schedule.cycle.assign(5, shifts);
  schedule.cycle.resize(7);
  return schedule;
}

// These days over and over.
inline Schedule rotating(std::vector<std::vector<Shift>> cycle) {
  return {.id = numbered<ScheduleId>(1), .name = "rota", .rhythm = Rhythm::rotating, .cycle = std::move(cycle)};
}

struct Office {
  Employee person{.id = employee(1), .site = numbered<SiteId>(1), .role = numbered<RoleId>(1)};
  Planning planning;
  SiteZones zones{{numbered<SiteId>(1), berlin()}};
  Policy policy;
  std::vector<Punch> punches;
  std::vector<Correction> corrections;
  Instant now = utc("2027-06-01T00:00:00Z");

  // Assigns it to the person, from the beginning of 2026.
  Assignment& follow(Schedule schedule) {
    const ScheduleId id = schedule.id;
    planning.schedules[id] = std::make_shared<const Schedule>(std::move(schedule));
    planning.assignments.push_back(
        {.id = numbered<AssignmentId>(static_cast<std::uint8_t>(planning.assignments.size())),
         .schedule = id,
         .whom = person.id,
         .from = date("2026-01-01"),
         .cycle_start = date("2026-01-01")});
    return planning.assignments.back();
  }

  Leave& take_leave(std::string_view from, std::string_view to, DayPart part = DayPart::whole, bool paid = true) {
    const auto kind = numbered<LeaveKindId>(paid ? 1 : 2);
    planning.leave_kinds[kind] = {.id = kind, .name = paid ? "Annual leave" : "Unpaid leave", .paid = paid};
    planning.leave.push_back({.employee = person.id, .kind = kind, .from = date(from), .to = date(to), .part = part});
    planning.leave.back().id = numbered<LeaveId>(static_cast<std::uint8_t>(planning.leave.size()));
    planning.leave.back().state = RequestState::approved;
    return planning.leave.back();
  }

  Holiday& keep_holiday(std::string_view on, DayPart part = DayPart::whole) {
    planning.holidays.push_back({.date = date(on), .name = "Holiday", .part = part});
    return planning.holidays.back();
  }

  const Punch& punch_at(std::string_view at, Direction direction) {
    punches.push_back(testing::punch(local(at), direction));
    punches.back().id = numbered<PunchId>(static_cast<std::uint8_t>(punches.size()));
    punches.back().site = person.site;
    return punches.back();
  }

  const Punch& in(std::string_view at) { return punch_at(at, Direction::in); }

  const Punch& out(std::string_view at) { return punch_at(at, Direction::out); }

  [[nodiscard]] PlannedDay planned(std::string_view on) const {
    return WorkPlan(planning, person).day(date(on), zones.at(person.site));
  }

  [[nodiscard]] std::vector<DayFigures> days(std::string_view first, std::string_view last) const {
    const WorkPlan plan(planning, person);
    return timesheet({person, plan, punches, corrections, zones}, date(first), date(last), now, policy);
  }

  [[nodiscard]] DayFigures day(std::string_view on) const { return days(on, on).front(); }
};

}  // namespace attendsense::core::testing
