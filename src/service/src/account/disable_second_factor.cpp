#include "attendsense/service/account/disable_second_factor.hpp"

#include "account/codes.hpp"
#include "account/own_account.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"

namespace attendsense::service::disable_second_factor {
namespace {

Result<Output> disable(core::Transaction& transaction, const Input& input, Instant now) {
  const Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.actor.employee.value());
  if (!employee) return fail(employee.error());
  const auto factor = confirmed_factor(transaction, employee->id);
  if (!factor) return fail(factor.error());
  if (!*factor) return fail(Failure::conflict, "second_factor_missing", "There is no second factor", "Nothing to do");
  const Result<CodeKind> spent = spend_code(transaction, **factor, input.code, now);
  if (!spent) return fail(spent.error());
  const Result<bool> removed = transaction.second_factors().remove(employee->id);
  if (!removed) return fail(removed.error());
  const Result<bool> demanded = demands_second_factor(transaction, *employee);
  if (!demanded) return fail(demanded.error());
  if (*demanded) {
    Result<void> ended = transaction.tokens().revoke_of_employee(employee->id, now);
    if (!ended) return fail(std::move(ended));
  }
  Result<void> noted = note(transaction, input.actor, "second_factor.disable", employee->id.to_string(), {}, now);
  if (!noted) return fail(std::move(noted));
  return Output{};
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  Result<void> right = verify_own_password(ports, input.actor, input.password, now);
  if (!right) return fail(std::move(right));
  const std::string key = code_throttle_key(*person);
  if (Result<void> allowed = ports.throttle.attempt(key, "", now); !allowed) return fail(std::move(allowed));
  Result<Output> done =
      core::write_to(ports.store, [&](core::Transaction& transaction) { return disable(transaction, input, now); });
  if (done) ports.throttle.succeeded(key, "");
  return done;
}

}  // namespace attendsense::service::disable_second_factor
