#include "attendsense/service/planning/request_leave.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "closed_periods.hpp"
#include "lookup.hpp"
#include "planning/find_planning.hpp"
#include "planning/leave_rules.hpp"
#include "requests.hpp"

namespace attendsense::service::request_leave {
namespace {

core::Leave leave_of(const Input& input, core::EmployeeId employee, Instant now) {
  core::Leave leave;
  leave.id = core::LeaveId::make(now);
  leave.company = input.actor.company;
  leave.employee = employee;
  leave.kind = input.kind;
  leave.from = input.from;
  leave.to = input.to;
  leave.part = input.part;
  leave.reason = trimmed(input.reason);
  leave.requested_by = input.actor.actor();
  leave.requested_at = now;
  if (!input.approve) return leave;
  leave.state = core::RequestState::approved;
  leave.decided_by = input.actor.actor();
  leave.decided_at = now;
  return leave;
}

Result<void> require_kind(core::Transaction& transaction, const core::Leave& leave) {
  Result<core::LeaveKind> kind = chosen(leave_kind_of(transaction, leave.company, leave.kind), "leave_kind_id");
  if (!kind) return fail(std::move(kind));
  return InputCheck().that(kind->active, "leave_kind_id", "must be a kind that may be asked for").result();
}

// That the person can have this leave, and that the actor can give it who does so.
Result<void> require_possible(core::Transaction& transaction, const Input& input, const core::Leave& leave) {
  Result<core::Employee> employee = employee_of(transaction, leave.company, leave.employee);
  if (!employee) return fail(std::move(employee));
  if (input.approve) {
    Result<core::Company> company = company_of(transaction, leave.company);
    if (!company) return fail(std::move(company));
    Result<void> allowed = require_decider(input.actor, leave.employee, company->policy);
    if (!allowed) return allowed;
  }
  if (Result<void> kind = require_kind(transaction, leave); !kind) return kind;
  Result<void> open = require_open(transaction, leave.company, {leave.from, leave.to}, employee->site);
  if (!open) return open;
  return require_no_overlap(transaction, leave);
}

Result<LeaveView> add(core::Transaction& transaction, const Input& input, const core::Leave& leave, Instant now) {
  if (Result<void> possible = require_possible(transaction, input, leave); !possible) return fail(std::move(possible));
  if (Result<void> added = transaction.leaves().add(leave); !added) return fail(std::move(added));
  Result<void> noted =
      note(transaction, input.actor, input.approve ? "leave.enter" : "leave.request", leave.id.to_string(),
           {{"employee", leave.employee.to_string()},
            {"kind", leave.kind.to_string()},
            {"from", to_string(leave.from)},
            {"to", to_string(leave.to)},
            {"part", std::string(to_string(leave.part))}},
           now);
  if (!noted) return fail(std::move(noted));
  Result<LeaveView> view = view_of(transaction, leave);
  if (!view) return view;
  if (Result<void> told = announce(transaction, *view, now); !told) return fail(std::move(told));
  return view;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.dates(input.from, input.to, kMostLeaveDays);
  check.that(input.part == core::DayPart::whole || input.from == input.to, "part", "must be 'whole' for several dates");
  check.text(input.reason, "reason", 0, 500);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> employee = whose_request(input.actor, input.employee);
  if (!employee) return fail(employee.error());
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const core::Leave leave = leave_of(input, *employee, now);
  Result<Output> added =
      core::write_to(ports.store, [&](core::Transaction& transaction) { return add(transaction, input, leave, now); });
  if (added) ports.events_written.ring();
  return added;
}

}  // namespace attendsense::service::request_leave
