#include "planning/find_planning.hpp"

#include "lookup.hpp"

namespace attendsense::service {
namespace {

Error unknown(std::string_view code, std::string_view what, const std::string& id) {
  return {Failure::not_found, std::string(code) + "_unknown", "There is no " + std::string(what) + " " + id,
          "List them to see their ids"};
}

}  // namespace

Result<core::Schedule> schedule_of(core::Transaction& transaction, core::CompanyId company, core::ScheduleId id) {
  return of_company(transaction.schedules().find(id), company, unknown("schedule", "schedule", id.to_string()));
}

Error assignment_unknown(core::AssignmentId id) {
  return unknown("assignment", "assignment", id.to_string());
}

Result<core::Assignment> assignment_of(core::Transaction& transaction, core::CompanyId company, core::AssignmentId id) {
  return of_company(transaction.schedules().find_assignment(id), company, assignment_unknown(id));
}

Result<core::Holiday> holiday_of(core::Transaction& transaction, core::CompanyId company, core::HolidayId id) {
  return of_company(transaction.holidays().find(id), company, unknown("holiday", "holiday", id.to_string()));
}

Result<core::LeaveKind> leave_kind_of(core::Transaction& transaction, core::CompanyId company, core::LeaveKindId id) {
  return of_company(transaction.leaves().find_kind(id), company,
                    unknown("leave_kind", "kind of leave", id.to_string()));
}

Error leave_unknown(core::LeaveId id) {
  return unknown("leave", "leave", id.to_string());
}

Result<core::Leave> leave_of(core::Transaction& transaction, core::CompanyId company, core::LeaveId id) {
  return of_company(transaction.leaves().find(id), company, leave_unknown(id));
}

Result<core::OvertimeGrant> overtime_grant_of(core::Transaction& transaction, core::CompanyId company,
                                              core::OvertimeGrantId id) {
  return of_company(transaction.leaves().find_grant(id), company,
                    unknown("overtime_grant", "grant of overtime", id.to_string()));
}

}  // namespace attendsense::service
