#include "attendsense/service/erase_employee.hpp"

#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::erase_employee {
namespace {

Result<void> erase(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
  if (!employee) return fail(std::move(employee));
  Result<core::Role> role = role_by_id(transaction, employee->role);
  if (!role) return fail(std::move(role));
  if (Result<void> allowed = require_not_above(input.actor, *role); !allowed) return allowed;
  if (role->allows(core::Permission::manage_company)) {
    Result<void> another = require_other_administrator(transaction, *employee);
    if (!another) return another;
  }
  if (Result<void> erased = transaction.employees().erase(employee->id); !erased) return erased;
  return note(transaction, input.actor, "employee.erase", employee->id.to_string(), {}, now);
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_employees); !allowed) {
    return fail(std::move(allowed));
  }
  Result<void> done = ports.store.write([&](core::Transaction& transaction) { return erase(transaction, input, now); });
  if (!done) return fail(std::move(done));
  ports.gallery.forget(input.employee);
  return Output{};
}

}  // namespace attendsense::service::erase_employee
