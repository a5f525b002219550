#include "attendsense/service/account/begin_second_factor.hpp"

#include "account/codes.hpp"
#include "account/own_account.hpp"
#include "lookup.hpp"

namespace attendsense::service::begin_second_factor {

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  Result<void> right = verify_own_password(ports, input.actor, input.password, now);
  if (!right) return fail(std::move(right));
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<core::Employee> employee = employee_of(transaction, input.actor.company, *person);
    if (!employee) return fail(employee.error());
    return begin_factor(transaction, *employee, now);
  });
}

}  // namespace attendsense::service::begin_second_factor
