#include "attendsense/service/list_punches.hpp"

#include "lookup.hpp"

namespace attendsense::service::list_punches {
namespace {

// Whose punches the caller gets: everybody's only with view_all.
Result<std::optional<core::EmployeeId>> whose(const Input& input) {
  if (input.actor.may(core::Permission::view_all)) return input.employee;
  const std::optional<core::EmployeeId> wanted = input.employee ? input.employee : input.actor.employee;
  if (!wanted) return fail(require(input.actor, core::Permission::view_all));
  Result<void> allowed = require_self_or(input.actor, *wanted, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  return wanted;
}

Result<std::vector<PunchView>> with_names(core::Transaction& transaction, const std::vector<core::Punch>& punches) {
  std::map<core::EmployeeId, std::string> names;
  std::vector<PunchView> views;
  for (const core::Punch& punch : punches) {
    auto name = names.find(punch.employee);
    if (name == names.end()) {
      Result<core::Employee> employee = employee_of(transaction, punch.company, punch.employee);
      if (!employee) return fail(std::move(employee));
      name = names.emplace(punch.employee, full_name(*employee)).first;
    }
    views.push_back({punch, name->second});
  }
  return views;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck()
      .page(input.after, input.limit)
      .that(!input.from || !input.to || *input.from <= *input.to, "to", "must not be before 'from'")
      .result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  const Result<std::optional<core::EmployeeId>> employee = whose(input);
  if (!employee) return fail(employee.error());
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (*employee) {
      Result<core::Employee> known = employee_of(transaction, input.actor.company, **employee);
      if (!known) return fail(std::move(known));
    }
    Result<std::vector<core::Punch>> punches = transaction.punches().list(
        input.actor.company, {*employee, input.from, input.to}, {input.after, input.limit + 1});
    if (!punches) return fail(std::move(punches));
    Output output;
    if (cut_to_page(*punches, input.limit)) output.next = punches->back().id.to_string();
    Result<std::vector<PunchView>> items = with_names(transaction, *punches);
    if (!items) return fail(std::move(items));
    output.items = std::move(*items);
    return output;
  });
}

}  // namespace attendsense::service::list_punches
