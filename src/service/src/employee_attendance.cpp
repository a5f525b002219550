#include "attendsense/service/employee_attendance.hpp"

#include "attendsense/service/input_check.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::employee_attendance {
namespace {

Result<Output> reckon(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
  if (!employee) return fail(std::move(employee));
  const auto timekeeping = Timekeeping::of(transaction, input.actor.company, {input.from, input.to}, *employee);
  if (!timekeeping) return fail(timekeeping.error());
  auto days = timekeeping->days_of(transaction, *employee, now);
  if (!days) return fail(std::move(days));
  const core::PeriodFigures total = core::total(*days);
  return Output{timekeeping->sites().person(*employee), std::move(*days), total};
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().dates(input.from, input.to, kMostDays).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require_self_or(input.actor, input.employee, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) { return reckon(transaction, input, now); });
}

}  // namespace attendsense::service::employee_attendance
