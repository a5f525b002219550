#include "attendsense/service/account/confirm_second_factor.hpp"

#include "account/codes.hpp"
#include "account/own_account.hpp"
#include "lookup.hpp"

namespace attendsense::service::confirm_second_factor {
namespace {

Result<Output> confirm(core::Transaction& transaction, const Input& input, Instant now) {
  const Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.actor.employee.value());
  if (!employee) return fail(employee.error());
  const auto factor = transaction.second_factors().find(employee->id);
  if (!factor) return fail(factor.error());
  if (!*factor)
    return fail(Failure::conflict, "second_factor_missing", "No second factor was begun", "Begin one first");
  if ((*factor)->confirmed_at) {
    return fail(Failure::conflict, "second_factor_enrolled", "The second factor is confirmed already", "Use it");
  }
  const Result<CodeKind> spent = spend_code(transaction, **factor, input.code, now);
  if (!spent) return fail(spent.error());
  return confirm_factor(transaction, *employee, now);
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  const std::string key = code_throttle_key(*person);
  if (Result<void> allowed = ports.throttle.attempt(key, "", now); !allowed) return fail(std::move(allowed));
  Result<Output> codes =
      core::write_to(ports.store, [&](core::Transaction& transaction) { return confirm(transaction, input, now); });
  if (codes) ports.throttle.succeeded(key, "");
  return codes;
}

}  // namespace attendsense::service::confirm_second_factor
