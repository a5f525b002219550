#include "attendsense/service/read_employee.hpp"

#include "lookup.hpp"

namespace attendsense::service::read_employee {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (!input.actor.may(core::Permission::manage_employees)) {
    Result<void> allowed = require_self_or(input.actor, input.employee, core::Permission::view_all);
    if (!allowed) return fail(std::move(allowed));
  }
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<EmployeeView> {
    Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
    if (!employee) return fail(std::move(employee));
    return view_of(transaction, *employee);
  });
}

}  // namespace attendsense::service::read_employee
