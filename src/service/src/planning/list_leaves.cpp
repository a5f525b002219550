#include "attendsense/service/planning/list_leaves.hpp"

#include "lookup.hpp"
#include "planning/leave_rules.hpp"
#include "requests.hpp"

namespace attendsense::service::list_leaves {
namespace {

constexpr int kMostFilterDays = 3660;

Result<Output> page(core::Transaction& transaction, const Input& input, const core::LeaveFilter& filter) {
  if (filter.employee) {
    Result<core::Employee> known = employee_of(transaction, input.actor.company, *filter.employee);
    if (!known) return fail(std::move(known));
  }
  Result<std::vector<core::Leave>> leaves =
      transaction.leaves().list(input.actor.company, filter, {input.after, input.limit + 1});
  if (!leaves) return fail(std::move(leaves));
  Output output;
  if (cut_to_page(*leaves, input.limit)) output.next = leaves->back().id.to_string();
  for (const core::Leave& leave : *leaves) {
    Result<LeaveView> view = view_of(transaction, leave);
    if (!view) return fail(std::move(view));
    output.items.push_back(std::move(*view));
  }
  return output;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.page(input.after, input.limit);
  if (input.filter.dates) check.dates(input.filter.dates->from, input.filter.dates->to, kMostFilterDays);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  const Result<std::optional<core::EmployeeId>> whose = whose_requests(input.actor, input.filter.employee);
  if (!whose) return fail(whose.error());
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  core::LeaveFilter filter = input.filter;
  filter.employee = *whose;
  return core::read_from(ports.store, [&](core::Transaction& transaction) { return page(transaction, input, filter); });
}

}  // namespace attendsense::service::list_leaves
