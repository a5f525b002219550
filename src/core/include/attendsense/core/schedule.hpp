#pragma once

// When somebody is to work: shifts, the schedules made of them, who follows which, and the days on which nobody has to.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core {

using std::chrono::minutes;

// A span of the clock on the wall, in minutes since midnight of the date that the work day bears. `to` is beyond 24 h
// for a shift that ends on the next date: 22:00 to 30:00. from < to <= from + 24 h.
struct ClockSpan {
  minutes from{0};
  minutes to{0};

  bool operator==(const ClockSpan&) const = default;

  [[nodiscard]] minutes length() const { return to - from; }
};

struct Shift {
  std::string name;  // "early"; may be empty
  ClockSpan frame;   // from when to when one works, or with flexible hours may work
  bool flexible = false;
  std::optional<ClockSpan> core;  // of flexible hours: when one has to be there; within the frame
  minutes expected{0};            // working time without unpaid breaks, at most the frame

  bool operator==(const Shift&) const = default;

  // When one has to be there: the frame of a fixed shift, the core of a flexible one; none: whenever one likes.
  [[nodiscard]] std::optional<ClockSpan> required() const;
};

enum class Rounding { none, nearest, for_employee, for_company };  // for_employee: in down, out up
std::string_view to_string(Rounding rounding);
std::optional<Rounding> parse_rounding(std::string_view text);

// An entrance that nobody left from.
enum class MissingLeave { leave_open, close_at_shift_end };
std::string_view to_string(MissingLeave policy);
std::optional<MissingLeave> parse_missing_leave(std::string_view text);

// Of the time beyond what is expected.
enum class Overtime { never, approved, beyond_limit };
std::string_view to_string(Overtime rule);
std::optional<Overtime> parse_overtime(std::string_view text);

// Who works for more than `beyond` must have rested for `least`. Germany (ArbZG section 4): {6 h, 30 min}, {9 h, 45
// min}.
struct LegalBreak {
  minutes beyond{0};
  minutes least{0};

  bool operator==(const LegalBreak&) const = default;
};

// How the punches of those who follow a schedule are counted. As made here, every rule is off: what was punched counts
// to the second, and nothing is late that does not exceed the shift by a second.
struct AttendanceRules {
  minutes grace_late{0};   // who comes at most this late is not late; who comes later is late from the shift's begin
  minutes grace_early{0};  // the same for leaving
  Rounding rounding = Rounding::none;  // of each punch, for counting; whether one is late is asked of the punch itself
  minutes rounding_step{15};
  bool early_arrival_counts = true;      // time before the day's first shift
  bool late_stay_counts = true;          // time after its last
  minutes paid_break_up_to{0};           // an absence of at most this long counts as worked
  minutes shortest_break{0};             // a shorter one is no rest in the sense of `legal_breaks`
  std::vector<LegalBreak> legal_breaks;  // what is missing of them is deducted
  MissingLeave missing_leave = MissingLeave::leave_open;
  Overtime overtime = Overtime::never;
  minutes overtime_limit{0};  // of beyond_limit: up to this nothing counts, above it everything

  bool operator==(const AttendanceRules&) const = default;
};

enum class Rhythm { weekly, rotating };
std::string_view to_string(Rhythm rhythm);
std::optional<Rhythm> parse_rhythm(std::string_view text);

// The shifts of a cycle of days, over and over.
struct Schedule {
  ScheduleId id;
  CompanyId company;
  std::string name;  // unique in the company
  Rhythm rhythm = Rhythm::weekly;
  // One entry a day, each with the shifts of that day in order, which do not overlap; an empty one is a day off.
  // weekly: whole weeks, each from Monday; the first is that in which the assignment's cycle begins.
  // rotating: any number of days; the first is that on which the assignment's cycle begins.
  std::vector<std::vector<Shift>> cycle;
  AttendanceRules rules;
  Instant created_at;
};

inline constexpr std::size_t kLongestCycle = 366;
inline constexpr std::size_t kMostShiftsADay = 6;

// invalid_input "schedule_invalid" with everything that contradicts what is said above.
[[nodiscard]] Result<void> check(const Schedule& schedule);

// Who follows a schedule, and when. The closest word counts: one for the person before one for the role before one for
// the site; of the same kind the one that began last, then the one that was made last.
struct Assignment {
  AssignmentId id;
  CompanyId company;
  ScheduleId schedule;
  std::variant<EmployeeId, RoleId, SiteId> whom;
  LocalDate from;
  std::optional<LocalDate> until;  // the last date; none: until further notice
  LocalDate cycle_start;           // where the cycle's first day or week is
  Instant created_at;
};

enum class DayPart { whole, first_half, second_half };
std::string_view to_string(DayPart part);
std::optional<DayPart> parse_day_part(std::string_view text);

enum class HolidayKind { public_holiday, closed };
std::string_view to_string(HolidayKind kind);
std::optional<HolidayKind> parse_holiday_kind(std::string_view text);

struct Holiday {
  HolidayId id;
  CompanyId company;
  std::optional<SiteId> site;  // none: of every site
  LocalDate date;
  std::string name;
  HolidayKind kind = HolidayKind::public_holiday;
  DayPart part = DayPart::whole;
};

struct LeaveKind {
  LeaveKindId id;
  CompanyId company;
  std::string name;    // "Annual leave"; unique in the company
  bool paid = true;    // counts as worked; unpaid: nothing is expected instead
  bool active = true;  // may be requested
};

// Of what is asked for and decided on: leave and corrections.
enum class RequestState { requested, half_approved, approved, refused, withdrawn, undone };
std::string_view to_string(RequestState state);
std::optional<RequestState> parse_request_state(std::string_view text);

struct Leave {
  LeaveId id;
  CompanyId company;
  EmployeeId employee;
  LeaveKindId kind;
  LocalDate from;
  LocalDate to;                                  // the last date
  DayPart part = DayPart::whole;                 // a half is of a single date
  RequestState state = RequestState::requested;  // never half_approved
  std::string reason;
  std::string requested_by;  // as the audit names actors
  Instant requested_at;
  std::string decided_by;  // empty: nobody yet
  std::optional<Instant> decided_at;
  std::string note;  // of whoever decided
};

// That somebody may work longer on a date than is expected.
struct OvertimeGrant {
  OvertimeGrantId id;
  CompanyId company;
  EmployeeId employee;
  LocalDate date;
  minutes most{0};
  std::string reason;
  std::string granted_by;
  Instant granted_at;
  std::optional<Instant> revoked_at;
};

}  // namespace attendsense::core
