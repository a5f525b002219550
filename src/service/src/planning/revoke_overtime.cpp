#include "attendsense/service/planning/revoke_overtime.hpp"

#include "audit_note.hpp"
#include "closed_periods.hpp"
#include "lookup.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::revoke_overtime {
namespace {

Result<void> revoke(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::OvertimeGrant> grant = overtime_grant_of(transaction, input.actor.company, input.grant);
  if (!grant) return fail(std::move(grant));
  if (grant->revoked_at) return {};
  Result<core::Employee> employee = employee_of(transaction, grant->company, grant->employee);
  if (!employee) return fail(std::move(employee));
  Result<void> open = require_open(transaction, grant->company, {grant->date, grant->date}, employee->site);
  if (!open) return open;
  if (Result<bool> revoked = transaction.leaves().revoke_grant(grant->id, now); !revoked) {
    return fail(std::move(revoked));
  }
  return note(transaction, input.actor, "overtime.revoke", grant->id.to_string(),
              {{"employee", grant->employee.to_string()}, {"date", to_string(grant->date)}}, now);
}

}  // namespace

Result<void> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::approve_requests);
  if (!allowed) return allowed;
  return ports.store.write([&](core::Transaction& transaction) { return revoke(transaction, input, now); });
}

}  // namespace attendsense::service::revoke_overtime
