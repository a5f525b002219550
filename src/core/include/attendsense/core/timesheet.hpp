#pragma once

// The figures of a work day and of a period, from what was punched, corrected, planned and allowed. Pure: the same
// facts give the same figures, whenever and however often they are asked for.

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/core/attendance.hpp"
#include "attendsense/core/correction.hpp"
#include "attendsense/core/plan.hpp"

namespace attendsense::core {

using std::chrono::seconds;

enum class DayState {
  absent,     // expected, and not seen; who follows no schedule is expected every day
  present,    // was there
  in_office,  // is there
  on_leave,
  holiday,
  closed,
  day_off,   // nothing is expected
  upcoming,  // the shift lies ahead
  not_employed,
};
std::string_view to_string(DayState state);
std::optional<DayState> parse_day_state(std::string_view text);

// What a clerk should look at. Nothing that was punched is left out without one.
enum class Flag {
  missing_out,     // an entrance without a leave; counts nothing
  closed_by_rule,  // the same, and the rule closed it at the end of the shift
  missing_in,      // a leave without an entrance; counts nothing
  repeated_in,     // an entrance while already in; the first counts
  missed_shift,    // a shift of the day that nobody attended, on a day on which somebody was there
  late,
  early,
  break_deducted,       // legal breaks were not taken
  not_counted,          // time before the first shift or after the last, by rule
  on_day_without_work,  // was there on a day off, a holiday, a closed day or leave
  outside_employment,   // before being hired or after having left; counts nothing
  overtime_not_granted,
  corrected,  // a correction is in it, or moved a punch away from it
};
inline constexpr std::size_t kFlags = 13;
std::string_view to_string(Flag flag);
std::optional<Flag> parse_flag(std::string_view text);

struct DayFlag {
  Flag flag = Flag::missing_out;
  std::optional<PunchId> punch;  // where it is about one
  std::optional<Instant> at;

  bool operator==(const DayFlag&) const = default;
};

// A stay as it counts.
struct CountedStay {
  std::optional<Instant> in;  // as punched or corrected
  std::optional<Instant> out;
  std::optional<PunchId> in_punch;   // none where the stay was parted between two work days
  std::optional<PunchId> out_punch;  // none where nobody left, or a rule closed the stay
  bool current = false;              // may still be in
  seconds counted{0};                // after rounding and what the rules leave out

  bool operator==(const CountedStay&) const = default;
};

struct DayFigures {
  LocalDate date;
  DayState state = DayState::day_off;
  DayKind kind = DayKind::unscheduled;
  std::string occasion;                // of a holiday or leave
  std::optional<ScheduleId> schedule;  // that the person follows on this date
  std::vector<PlannedShift> shifts;
  std::vector<CountedStay> stays;
  std::vector<DayFlag> flags;
  std::optional<Instant> first_in;  // where a stay was parted between two work days, the moment of that
  std::optional<Instant> last_out;
  seconds presence{0};  // what counts of the stays, with short breaks that are paid
  seconds breaks{0};    // absences between stays, within the shifts where there are any
  seconds break_deducted{0};
  seconds worked{0};        // presence - break_deducted
  seconds expected{0};      // with what paid leave covers
  seconds leave_credit{0};  // what paid leave covers
  seconds late{0};          // of all shifts
  seconds early{0};
  seconds overtime{0};              // beyond what is expected, and allowed
  seconds overtime_not_granted{0};  // the rest; it does not count in the balance
  seconds balance{0};               // worked - overtime_not_granted + leave_credit - expected; 0 ahead of time
  std::optional<PeriodId> period;   // closed: these are the figures that payroll was told; none: reckoned

  bool operator==(const DayFigures&) const = default;
  [[nodiscard]] bool has(Flag flag) const;
};

// Zones of a company's sites.
using SiteZones = std::map<SiteId, TimeZone>;

// What the figures of one person follow from.
struct PersonFacts {
  const Employee& employee;
  const WorkPlan& plan;
  std::span<const Punch> punches;           // of timesheet_window() at least; any order
  std::span<const Correction> corrections;  // that touch it; any state
  const SiteZones& zones;                   // of every site that a punch names, and the employee's own
};

// Every date from `first` to `last`. How a stay finds its work day:
//   - It serves the shifts that it overlaps most; else the nearest that is at most kLongestBreak away; else none, and
//   the
//     date is that of pair_punches(). The shift stands in the zone of the site where the stay's first punch was made.
//   - One that is still open, or whose entrance is missing, serves the shift nearest to the punch that there is.
//   - One that overlaps shifts of two work days is parted where the later shift begins.
// Whole seconds, rounded down.
[[nodiscard]] std::vector<DayFigures> timesheet(const PersonFacts& facts, LocalDate first, LocalDate last, Instant now,
                                                const Policy& policy);

// Which punches timesheet() needs for these dates, in every one of these zones: the dates, the longest of the shifts
// over midnight, and a stay that begins or ends near them. The figures from these are those from all punches for
// whoever is seen to rest: leaves at most policy.work_day_gap after coming, and comes again more than kLongestBreak
// later. What is forgotten in between does not matter. Who never rests has work days that depend on when they began.
[[nodiscard]] Window timesheet_window(LocalDate first, LocalDate last, const SiteZones& zones, const Planning& planning,
                                      const Policy& policy);

// Sums and counts over days.
struct PeriodFigures {
  int days = 0;
  int working_days = 0;  // on which something was expected, with leave
  int days_present = 0;
  int days_absent = 0;
  int days_on_leave = 0;  // whole and half ones
  int days_late = 0;
  int days_early = 0;
  std::array<int, kFlags> flags{};  // how many of each
  seconds presence{0};
  seconds breaks{0};
  seconds break_deducted{0};
  seconds worked{0};
  seconds expected{0};
  seconds leave_credit{0};
  seconds late{0};
  seconds early{0};
  seconds overtime{0};
  seconds overtime_not_granted{0};
  seconds balance{0};

  bool operator==(const PeriodFigures&) const = default;
};

[[nodiscard]] PeriodFigures total(std::span<const DayFigures> days);
PeriodFigures& operator+=(PeriodFigures& sum, const PeriodFigures& other);

// How many people were there in each hour of a date: an element an hour of the local day, 23, 24 or 25 of them. A stay
// that is open and not current counts in the hour of its entrance only.
class PresenceByHour {
 public:
  PresenceByHour(LocalDate date, const TimeZone& zone);
  // Of one person: days that touch the date.
  void add(std::span<const DayFigures> days, Instant now);

  struct Hour {
    Instant begin;
    int people = 0;
  };

  [[nodiscard]] const std::vector<Hour>& hours() const { return hours_; }

 private:
  std::vector<Hour> hours_;
  Instant end_;
};

// What is different between two computations of the same dates.
struct DayChange {
  LocalDate date;
  DayFigures before;
  DayFigures after;
};

[[nodiscard]] std::vector<DayChange> changes_between(std::span<const DayFigures> before,
                                                     std::span<const DayFigures> after);

}  // namespace attendsense::core
