#include "planning_json.hpp"

#include <fmt/format.h>

#include "views_json.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;

// "09:00"; beyond midnight "30:00".
std::string clock_text(core::minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

json::value to_json(const std::optional<LocalDate>& date) {
  return date ? json::value(to_string(*date)) : json::value(nullptr);
}

// The field that says whom an assignment is for.
struct WhomField {
  json::object& object;

  void operator()(core::EmployeeId id) const { object["employee_id"] = id.to_string(); }

  void operator()(core::RoleId id) const { object["role_id"] = id.to_string(); }

  void operator()(core::SiteId id) const { object["site_id"] = id.to_string(); }
};

json::array to_json(const std::vector<service::import_holidays::Day>& days) {
  json::array list;
  for (const auto& day : days) list.push_back({{"date", to_string(day.date)}, {"name", day.name}});
  return list;
}

}  // namespace

json::object to_json(const core::ClockSpan& span) {
  return {{"from", clock_text(span.from)}, {"to", clock_text(span.to)}};
}

json::object to_json(const core::Shift& shift) {
  return {{"name", shift.name},
          {"from", clock_text(shift.frame.from)},
          {"to", clock_text(shift.frame.to)},
          {"flexible", shift.flexible},
          {"core", shift.core ? json::value(to_json(*shift.core)) : json::value(nullptr)},
          {"expected_minutes", shift.expected.count()}};
}

json::object to_json(const core::AttendanceRules& rules) {
  json::array breaks;
  for (const core::LegalBreak& legal : rules.legal_breaks)
    breaks.push_back({{"beyond_minutes", legal.beyond.count()}, {"least_minutes", legal.least.count()}});
  return {{"grace_late_minutes", rules.grace_late.count()},
          {"grace_early_minutes", rules.grace_early.count()},
          {"rounding", to_string(rules.rounding)},
          {"rounding_step_minutes", rules.rounding_step.count()},
          {"early_arrival_counts", rules.early_arrival_counts},
          {"late_stay_counts", rules.late_stay_counts},
          {"paid_break_up_to_minutes", rules.paid_break_up_to.count()},
          {"shortest_break_minutes", rules.shortest_break.count()},
          {"legal_breaks", std::move(breaks)},
          {"missing_leave", to_string(rules.missing_leave)},
          {"overtime", to_string(rules.overtime)},
          {"overtime_limit_minutes", rules.overtime_limit.count()}};
}

json::object to_json(const core::Schedule& schedule) {
  json::array cycle;
  for (const auto& day : schedule.cycle) cycle.push_back(list_to_json(day));
  return {{"id", schedule.id.to_string()},        {"name", schedule.name},
          {"rhythm", to_string(schedule.rhythm)}, {"cycle", std::move(cycle)},
          {"rules", to_json(schedule.rules)},     {"created_at", to_rfc3339(schedule.created_at)}};
}

json::object to_json(const core::Assignment& assignment) {
  json::object object{{"id", assignment.id.to_string()},
                      {"schedule_id", assignment.schedule.to_string()},
                      {"from", to_string(assignment.from)},
                      {"until", to_json(assignment.until)},
                      {"cycle_start", to_string(assignment.cycle_start)},
                      {"created_at", to_rfc3339(assignment.created_at)}};
  std::visit(WhomField{object}, assignment.whom);
  return object;
}

json::object to_json(const core::Holiday& holiday) {
  return {{"id", holiday.id.to_string()},
          {"site_id", holiday.site ? json::value(holiday.site->to_string()) : json::value(nullptr)},
          {"date", to_string(holiday.date)},
          {"name", holiday.name},
          {"kind", to_string(holiday.kind)},
          {"part", to_string(holiday.part)}};
}

json::object to_json(const core::LeaveKind& kind) {
  return {{"id", kind.id.to_string()}, {"name", kind.name}, {"paid", kind.paid}, {"active", kind.active}};
}

json::object to_json(const service::LeaveView& view) {
  const core::Leave& leave = view.leave;
  return {{"id", leave.id.to_string()},
          {"employee_id", leave.employee.to_string()},
          {"display_name", view.name},
          {"leave_kind", to_json(view.kind)},
          {"from", to_string(leave.from)},
          {"to", to_string(leave.to)},
          {"part", to_string(leave.part)},
          {"state", to_string(leave.state)},
          {"reason", leave.reason},
          {"requested_by", leave.requested_by},
          {"requested_at", to_rfc3339(leave.requested_at)},
          {"decided_by", leave.decided_by.empty() ? json::value(nullptr) : json::value(leave.decided_by)},
          {"decided_at", to_json(leave.decided_at)},
          {"note", leave.note}};
}

json::object to_json(const service::OvertimeGrantView& view) {
  const core::OvertimeGrant& grant = view.grant;
  return {{"id", grant.id.to_string()},
          {"employee_id", grant.employee.to_string()},
          {"display_name", view.name},
          {"date", to_string(grant.date)},
          {"minutes", grant.most.count()},
          {"reason", grant.reason},
          {"granted_by", grant.granted_by},
          {"granted_at", to_rfc3339(grant.granted_at)},
          {"revoked_at", to_json(grant.revoked_at)}};
}

json::object to_json(const service::import_holidays::Output& output) {
  json::array skipped;
  for (const auto& event : output.skipped)
    skipped.push_back({{"line", event.line}, {"name", event.name}, {"why", event.why}});
  return {{"added", to_json(output.added)}, {"known", to_json(output.known)}, {"skipped", std::move(skipped)}};
}

}  // namespace attendsense::api
