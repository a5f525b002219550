#include "attendsense/service/account/withdraw_consent.hpp"

#include "account/own_account.hpp"
#include "audit_note.hpp"
#include "change_employee.hpp"
#include "lookup.hpp"

namespace attendsense::service::withdraw_consent {
namespace {

Result<Output> withdraw(core::Transaction& transaction, const Principal& actor, Instant now) {
  Result<core::Employee> employee = employee_of(transaction, actor.company, actor.employee.value());
  if (!employee) return fail(std::move(employee));
  if (!employee->biometric_consent_at) return Output{};
  employee->biometric_consent_at.reset();
  if (Result<void> updated = transaction.employees().update(*employee); !updated) return fail(std::move(updated));
  if (Result<void> removed = remove_templates(transaction, employee->id); !removed) return fail(std::move(removed));
  Result<void> noted = note(transaction, actor, "consent.withdraw", employee->id.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  return Output{};
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  Result<Output> done = core::write_to(
      ports.store, [&](core::Transaction& transaction) { return withdraw(transaction, input.actor, now); });
  if (!done) return done;
  ports.gallery.forget(*person);
  ports.gallery.refresh();
  return done;
}

}  // namespace attendsense::service::withdraw_consent
