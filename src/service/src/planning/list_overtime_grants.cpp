#include "attendsense/service/planning/list_overtime_grants.hpp"

#include "lookup.hpp"
#include "planning/find_planning.hpp"
#include "requests.hpp"

namespace attendsense::service::list_overtime_grants {
namespace {

struct GrantPage {
  std::vector<core::OvertimeGrant> items;
  std::optional<std::string> next;
};

Result<Output> page(core::Transaction& transaction, const Input& input, std::optional<core::EmployeeId> employee) {
  if (employee) {
    Result<core::Employee> known = employee_of(transaction, input.actor.company, *employee);
    if (!known) return fail(std::move(known));
  }
  Result<std::vector<core::OvertimeGrant>> all =
      transaction.leaves().grants_in(input.actor.company, {input.from, input.to}, employee);
  if (!all) return fail(std::move(all));
  Result<GrantPage> grants = page_of<GrantPage>(std::move(*all), input.after, input.limit);
  if (!grants) return fail(std::move(grants));
  Output output{.items = {}, .next = grants->next};
  for (const core::OvertimeGrant& grant : grants->items) {
    Result<core::Employee> person = employee_of(transaction, grant.company, grant.employee);
    if (!person) return fail(std::move(person));
    output.items.push_back({grant, full_name(*person)});
  }
  return output;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().dates(input.from, input.to, kMostGrantDays).page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  const Result<std::optional<core::EmployeeId>> employee = whose_requests(input.actor, input.employee);
  if (!employee) return fail(employee.error());
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store,
                         [&](core::Transaction& transaction) { return page(transaction, input, *employee); });
}

}  // namespace attendsense::service::list_overtime_grants
