#include "testing/planning.hpp"

#include "testing/results.hpp"

namespace attendsense::store::testing {

using namespace core;
using namespace std::chrono_literals;

LocalDate march(int day) {
  using namespace std::chrono;
  return LocalDate(sys_days{2026y / March / 1} + days{day - 1});
}

Schedule schedule_of(const Office& office, const std::string& name) {
  Schedule schedule;
  schedule.id = new_id<ScheduleId>();
  schedule.company = office.company.id;
  schedule.name = name;
  schedule.rhythm = Rhythm::rotating;
  const Shift early{"early", {6h, 14h}, false, std::nullopt, 450min};
  const Shift night{"", {22h, 30h}, true, ClockSpan{23h, 29h}, 7h};
  schedule.cycle = {{early, night}, {}, {night}};
  AttendanceRules& rules = schedule.rules;
  rules.grace_late = 5min;
  rules.grace_early = 4min;
  rules.rounding = Rounding::for_company;
  rules.rounding_step = 10min;
  rules.early_arrival_counts = false;
  rules.late_stay_counts = false;
  rules.paid_break_up_to = 12min;
  rules.shortest_break = 15min;
  rules.legal_breaks = {{6h, 30min}, {9h, 45min}};
  rules.missing_leave = MissingLeave::close_at_shift_end;
  rules.overtime = Overtime::beyond_limit;
  rules.overtime_limit = 20min;
  schedule.created_at = at(11);
  return schedule;
}

Assignment assignment_of(const Office& office, ScheduleId schedule, EmployeeId whom) {
  return {new_id<AssignmentId>(), office.company.id, schedule, whom, march(2), march(20), march(1), at(12)};
}

Holiday holiday_of(const Office& office, LocalDate date, const std::string& name) {
  return {new_id<HolidayId>(), office.company.id, std::nullopt, date, name, HolidayKind::closed, DayPart::first_half};
}

LeaveKind leave_kind_of(const Office& office, const std::string& name) {
  return {new_id<LeaveKindId>(), office.company.id, name, false, true};
}

Leave leave_of(const Office& office, LeaveKindId kind, LocalDate from, LocalDate to) {
  Leave leave;
  leave.id = new_id<LeaveId>();
  leave.company = office.company.id;
  leave.employee = office.ada.id;
  leave.kind = kind;
  leave.from = from;
  leave.to = to;
  leave.part = from == to ? DayPart::second_half : DayPart::whole;
  leave.reason = "The sea";
  leave.requested_by = "employee:" + office.ada.id.to_string();
  leave.requested_at = at(13);
  return leave;
}

OvertimeGrant overtime_grant_of(const Office& office, LocalDate date) {
  return {new_id<OvertimeGrantId>(),
          office.company.id,
          office.ada.id,
          date,
          90min,
          "Stocktaking",
          "employee:boss",
          at(14),
          std::nullopt};
}

Correction addition_of(const Office& office, Instant when) {
  Correction correction;
  correction.id = new_id<CorrectionId>();
  correction.company = office.company.id;
  correction.employee = office.ada.id;
  correction.kind = CorrectionKind::add;
  correction.direction = Direction::out;
  correction.at = when;
  correction.site = office.site.id;
  correction.reason = "The reader was down";
  correction.batch = new_id<CorrectionBatchId>();
  correction.requested_by = "employee:" + office.ada.id.to_string();
  correction.requested_at = at(15);
  return correction;
}

Correction change_of(const Office& office, const Punch& punch, Instant when) {
  Correction correction = addition_of(office, when);
  correction.kind = CorrectionKind::change;
  correction.punch = punch.id;
  correction.punch_at = punch.at;
  return correction;
}

CorrectionDecision decision_on(const Correction& correction, RequestState verdict) {
  return {correction.id, verdict, "employee:boss", at(16), "So it was"};
}

Period period_of(const Office& office, LocalDate from, LocalDate to) {
  Period period;
  period.id = new_id<PeriodId>();
  period.company = office.company.id;
  period.from = from;
  period.to = to;
  period.hash = "hash of all";
  period.closed_by = "employee:boss";
  period.closed_at = at(17);
  return period;
}

PeriodSheet sheet_of(PeriodId period, EmployeeId employee) {
  return {period, employee, R"({"worked_s":28800})", "hash of one"};
}

Result<void> add_planning(Transaction& transaction, const Office& office) {
  const Schedule schedule = schedule_of(office, "Shifts");
  const LeaveKind kind = leave_kind_of(office, "Annual leave");
  const Punch punch = office.punch(office.ada.id, Direction::in, at(100));
  const Correction change = change_of(office, punch, at(200));
  const Period period = period_of(office, march(1), march(31));
  must(transaction.schedules().add(schedule));
  must(transaction.schedules().add_assignment(assignment_of(office, schedule.id, office.ada.id)));
  must(transaction.holidays().add(holiday_of(office, march(9), "Foundation day")));
  must(transaction.leaves().add_kind(kind));
  must(transaction.leaves().add(leave_of(office, kind.id, march(10), march(12))));
  must(transaction.leaves().add_grant(overtime_grant_of(office, march(16))));
  must(transaction.punches().add(punch));
  must(transaction.corrections().add(change));
  must(transaction.corrections().decide(decision_on(change, RequestState::approved)));
  must(transaction.periods().add(period));
  return transaction.periods().add_sheet(sheet_of(period.id, office.ada.id));
}

}  // namespace attendsense::store::testing
