#pragma once

// What the product keeps about working time beside the punches: schedules, who follows them, holidays, leave,
// corrections and closed periods. Part of the store (ports/store.hpp); errors and transactions are as there. To change
// or decide on what is not there is not_found "schedule_unknown", "assignment_unknown", "leave_kind_unknown",
// "leave_unknown", "correction_unknown" or "period_unknown"; to refer to what is not there or belongs to another
// company is conflict "reference_unknown"; a span of dates that ends before it begins is invalid_input "value_refused".

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attendsense/core/correction.hpp"
#include "attendsense/core/period.hpp"
#include "attendsense/core/schedule.hpp"

namespace attendsense::core {

struct Page;

// A range of dates, both inclusive.
struct DateRange {
  LocalDate from;
  LocalDate to;
};

class Schedules {
 public:
  virtual ~Schedules() = default;
  // conflict "schedule_name_taken", without regard to case.
  [[nodiscard]] virtual Result<void> add(const Schedule& schedule) = 0;
  [[nodiscard]] virtual Result<void> update(const Schedule& schedule) = 0;
  // conflict "schedule_assigned" while an assignment names it, one of the past too. Whether it was there.
  [[nodiscard]] virtual Result<bool> remove(ScheduleId id) = 0;
  [[nodiscard]] virtual Result<std::optional<Schedule>> find(ScheduleId id) = 0;
  // By name.
  [[nodiscard]] virtual Result<std::vector<Schedule>> all(CompanyId company) = 0;

  [[nodiscard]] virtual Result<void> add_assignment(const Assignment& assignment) = 0;
  [[nodiscard]] virtual Result<void> update_assignment(const Assignment& assignment) = 0;
  [[nodiscard]] virtual Result<bool> remove_assignment(AssignmentId id) = 0;
  [[nodiscard]] virtual Result<std::optional<Assignment>> find_assignment(AssignmentId id) = 0;
  // By id, a page at a time; of a schedule where one is given.
  [[nodiscard]] virtual Result<std::vector<Assignment>> list_assignments(CompanyId company,
                                                                         std::optional<ScheduleId> schedule,
                                                                         const Page& page) = 0;
  // Those of any of these dates that concern everybody, or with `employee` that person, their role and their site.
  [[nodiscard]] virtual Result<std::vector<Assignment>> assignments_in(CompanyId company, const DateRange& dates,
                                                                       const std::optional<Employee>& employee) = 0;
};

class Holidays {
 public:
  virtual ~Holidays() = default;
  // conflict "holiday_known": the same site, date and name.
  [[nodiscard]] virtual Result<void> add(const Holiday& holiday) = 0;
  [[nodiscard]] virtual Result<bool> remove(HolidayId id) = 0;
  [[nodiscard]] virtual Result<std::optional<Holiday>> find(HolidayId id) = 0;
  // Of these dates, by date, then name; with `site` those of that site and those of every site.
  [[nodiscard]] virtual Result<std::vector<Holiday>> in(CompanyId company, const DateRange& dates,
                                                        std::optional<SiteId> site) = 0;
};

struct LeaveFilter {
  std::optional<EmployeeId> employee;
  std::optional<RequestState> state;
  std::optional<DateRange> dates;  // that it touches
};

class Leaves {
 public:
  virtual ~Leaves() = default;
  // conflict "leave_kind_name_taken", without regard to case.
  [[nodiscard]] virtual Result<void> add_kind(const LeaveKind& kind) = 0;
  [[nodiscard]] virtual Result<void> update_kind(const LeaveKind& kind) = 0;
  [[nodiscard]] virtual Result<std::optional<LeaveKind>> find_kind(LeaveKindId id) = 0;
  [[nodiscard]] virtual Result<std::vector<LeaveKind>> kinds(CompanyId company) = 0;  // by name

  [[nodiscard]] virtual Result<void> add(const Leave& leave) = 0;
  // Its state and who decided.
  [[nodiscard]] virtual Result<void> decide(const Leave& leave) = 0;
  [[nodiscard]] virtual Result<std::optional<Leave>> find(LeaveId id) = 0;
  // Newest id first.
  [[nodiscard]] virtual Result<std::vector<Leave>> list(CompanyId company, const LeaveFilter& filter,
                                                        const Page& page) = 0;
  // Every approved one that touches these dates; of everybody or of one.
  [[nodiscard]] virtual Result<std::vector<Leave>> approved_in(CompanyId company, const DateRange& dates,
                                                               std::optional<EmployeeId> employee) = 0;

  [[nodiscard]] virtual Result<void> add_grant(const OvertimeGrant& grant) = 0;
  // Whether there was one that was not revoked yet.
  [[nodiscard]] virtual Result<bool> revoke_grant(OvertimeGrantId id, Instant at) = 0;
  [[nodiscard]] virtual Result<std::optional<OvertimeGrant>> find_grant(OvertimeGrantId id) = 0;
  // By date, then id; revoked ones too.
  [[nodiscard]] virtual Result<std::vector<OvertimeGrant>> grants_in(CompanyId company, const DateRange& dates,
                                                                     std::optional<EmployeeId> employee) = 0;
};

struct CorrectionFilter {
  std::optional<EmployeeId> employee;
  std::optional<RequestState> state;
  std::optional<CorrectionBatchId> batch;
};

// Corrections and the decisions on them; of a correction only its state changes.
class Corrections {
 public:
  virtual ~Corrections() = default;
  // Its punch is of the same person, else conflict "reference_unknown".
  [[nodiscard]] virtual Result<void> add(const Correction& correction) = 0;
  // Appends the decision and gives the correction the state that it says.
  [[nodiscard]] virtual Result<void> decide(const CorrectionDecision& decision) = 0;
  [[nodiscard]] virtual Result<std::optional<Correction>> find(CorrectionId id) = 0;
  [[nodiscard]] virtual Result<std::vector<CorrectionDecision>> decisions(CorrectionId id) = 0;  // in their order
  // Those of this punch that are requested, half approved or approved.
  [[nodiscard]] virtual Result<std::vector<Correction>> open_of_punch(PunchId punch) = 0;
  // Newest id first.
  [[nodiscard]] virtual Result<std::vector<Correction>> list(CompanyId company, const CorrectionFilter& filter,
                                                             const Page& page) = 0;
  // Approved ones whose punch, or what it becomes, lies in [from, to); of everybody or of one.
  [[nodiscard]] virtual Result<std::vector<Correction>> approved_in(CompanyId company, Instant from, Instant to,
                                                                    std::optional<EmployeeId> employee) = 0;
};

class Periods {
 public:
  virtual ~Periods() = default;
  [[nodiscard]] virtual Result<void> add(const Period& period) = 0;
  // Its state, hash, and who opened it again.
  [[nodiscard]] virtual Result<void> update(const Period& period) = 0;
  [[nodiscard]] virtual Result<std::optional<Period>> find(PeriodId id) = 0;
  [[nodiscard]] virtual Result<std::vector<Period>> all(CompanyId company) = 0;  // by first date, then id
  // The closed ones that touch these dates, for any site.
  [[nodiscard]] virtual Result<std::vector<Period>> closed_in(CompanyId company, const DateRange& dates) = 0;

  // Never changed. The figures go with their person, the hash stays.
  [[nodiscard]] virtual Result<void> add_sheet(const PeriodSheet& sheet) = 0;
  [[nodiscard]] virtual Result<std::optional<PeriodSheet>> find_sheet(PeriodId period, EmployeeId employee) = 0;
  // Those of these people in these periods, in no order that matters; read in one go.
  [[nodiscard]] virtual Result<std::vector<PeriodSheet>> sheets_of(std::span<const PeriodId> periods,
                                                                   std::span<const EmployeeId> employees) = 0;
  // By employee id; a page comes after an employee.
  [[nodiscard]] virtual Result<std::vector<PeriodSheet>> sheets(PeriodId period, const Page& page) = 0;
};

}  // namespace attendsense::core
