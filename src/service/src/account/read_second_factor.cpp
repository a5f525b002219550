#include "attendsense/service/account/read_second_factor.hpp"

#include "account/codes.hpp"
#include "account/own_account.hpp"
#include "lookup.hpp"

namespace attendsense::service::read_second_factor {

Result<Output> run(Ports& ports, const Input& input, Instant) {
  const Result<core::EmployeeId> person = account_of(input.actor);
  if (!person) return fail(person.error());
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const Result<core::Employee> employee = employee_of(transaction, input.actor.company, *person);
    if (!employee) return fail(employee.error());
    const auto factor = confirmed_factor(transaction, *person);
    if (!factor) return fail(factor.error());
    const Result<bool> demanded = demands_second_factor(transaction, *employee);
    if (!demanded) return fail(demanded.error());
    if (!*factor) return Output{std::nullopt, 0, *demanded};
    const Result<int> left = transaction.second_factors().recovery_codes_left(*person);
    if (!left) return fail(left.error());
    return Output{(*factor)->confirmed_at, *left, *demanded};
  });
}

}  // namespace attendsense::service::read_second_factor
