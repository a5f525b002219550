#pragma once

// What one person is expected to do on a date: from schedules, holidays, leave and employment to shifts in time.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attendsense/core/schedule.hpp"

namespace attendsense::core {

// What a company has decided about working, as far as it concerns the people and dates of one computation.
struct Planning {
  std::map<ScheduleId, std::shared_ptr<const Schedule>> schedules;
  std::vector<Assignment> assignments;
  std::vector<Holiday> holidays;
  std::map<LeaveKindId, LeaveKind> leave_kinds;
  std::vector<Leave> leave;           // approved; others are passed over
  std::vector<OvertimeGrant> grants;  // revoked ones are passed over
};

struct PlannedShift {
  std::string name;
  Instant begin;  // of the frame
  Instant end;
  std::optional<Instant> required_begin;  // both or neither
  std::optional<Instant> required_end;
  std::chrono::seconds expected{0};

  bool operator==(const PlannedShift&) const = default;
};

enum class DayKind {
  unscheduled,   // follows no schedule: what is punched counts, nothing is expected
  working_day,   // has shifts
  day_off,       // the schedule has none, or none while employed
  holiday,       // has shifts but for a holiday, or follows no schedule
  closed,        // the same with a closed day
  on_leave,      // the same with leave
  not_employed,  // before the first day or after the last
};
std::string_view to_string(DayKind kind);
std::optional<DayKind> parse_day_kind(std::string_view text);

struct PlannedDay {
  LocalDate date;
  DayKind kind = DayKind::unscheduled;
  std::vector<PlannedShift> shifts;          // that remain, in order
  std::chrono::seconds expected{0};          // of those, and of paid leave
  std::chrono::seconds leave_credit{0};      // paid leave, as much as would have been expected
  std::chrono::seconds granted_overtime{0};  // may be worked beyond
  std::string occasion;  // the name of the holiday or of the kind of leave, if any; of a day off, too
  std::shared_ptr<const Schedule> schedule;  // none: unscheduled
  // While employed; a day of hiring or dismissal counts from or to that moment.
  std::optional<Instant> employed_from;
  std::optional<Instant> employed_until;

  [[nodiscard]] const AttendanceRules& rules() const;  // all off where there is no schedule
};

// One person's plan. Holds what concerns them; independent of the Planning afterwards. Safe from any thread.
class WorkPlan {
 public:
  WorkPlan(const Planning& planning, const Employee& employee);

  // In this zone: that of the site where the person works on that date. Leave takes away the shifts that it covers, a
  // half of the day that half of their time; a holiday goes before leave. Hiring and dismissal within a shift leave the
  // part of it in between, and that share of what is expected. A shift within the hour that clocks skip does not exist.
  [[nodiscard]] PlannedDay day(LocalDate date, const TimeZone& zone) const;

 private:
  [[nodiscard]] const Assignment* assignment_on(LocalDate date) const;
  [[nodiscard]] std::span<const Holiday> holidays_on(LocalDate date) const;
  void keep_employment(PlannedDay& day, const TimeZone& zone) const;
  void mark_days_off(PlannedDay& day) const;
  void take_days_off(PlannedDay& day, Instant middle) const;

  std::map<ScheduleId, std::shared_ptr<const Schedule>> schedules_;
  std::vector<Assignment> assignments_;  // the closest word first
  std::map<LocalDate, std::vector<Holiday>> holidays_;
  std::vector<std::pair<Leave, LeaveKind>> leave_;
  std::map<LocalDate, std::chrono::seconds> grants_;
  std::optional<Instant> hired_at_;
  std::optional<Instant> left_at_;
};

}  // namespace attendsense::core
