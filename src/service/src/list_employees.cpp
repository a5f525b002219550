#include "attendsense/service/list_employees.hpp"

#include "lookup.hpp"

namespace attendsense::service::list_employees {

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).search(input.filter.search, "search").result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (!input.actor.may(core::Permission::view_all)) {
    Result<void> allowed = require(input.actor, core::Permission::manage_employees);
    if (!allowed) return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const core::Page page{input.after, input.limit + 1};
    Result<std::vector<core::Employee>> found = transaction.employees().list(input.actor.company, input.filter, page);
    if (!found) return fail(std::move(found));
    Output output;
    if (cut_to_page(*found, input.limit)) output.next = found->back().id.to_string();
    for (const core::Employee& employee : *found) {
      Result<EmployeeView> view = view_of(transaction, employee);
      if (!view) return fail(std::move(view));
      output.items.push_back(std::move(*view));
    }
    return output;
  });
}

}  // namespace attendsense::service::list_employees
