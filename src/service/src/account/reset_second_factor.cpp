#include "attendsense/service/account/reset_second_factor.hpp"

#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::reset_second_factor {
namespace {

Result<Output> reset(core::Transaction& transaction, const Input& input, Instant now) {
  const Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
  if (!employee) return fail(employee.error());
  const Result<core::Role> role = role_by_id(transaction, employee->role);
  if (!role) return fail(role.error());
  if (Result<void> below = require_not_above(input.actor, *role); !below) return fail(std::move(below));
  const Result<bool> removed = transaction.second_factors().remove(employee->id);
  if (!removed) return fail(removed.error());
  if (!*removed) return fail(Failure::not_found, "second_factor_unknown", "This person has no second factor", "");
  Result<void> ended = transaction.tokens().revoke_of_employee(employee->id, now);
  if (!ended) return fail(std::move(ended));
  Result<void> noted = note(transaction, input.actor, "second_factor.reset", employee->id.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  return Output{};
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::manage_employees);
  if (!allowed) return fail(std::move(allowed));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return reset(transaction, input, now); });
}

}  // namespace attendsense::service::reset_second_factor
