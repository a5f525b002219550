#include "attendsense/service/corrections/list_corrections.hpp"

#include "corrections/correction_rules.hpp"
#include "lookup.hpp"
#include "requests.hpp"

namespace attendsense::service::list_corrections {
namespace {

Result<Output> page(core::Transaction& transaction, const Input& input, const core::CorrectionFilter& filter) {
  if (filter.employee) {
    Result<core::Employee> known = employee_of(transaction, input.actor.company, *filter.employee);
    if (!known) return fail(std::move(known));
  }
  auto corrections = transaction.corrections().list(input.actor.company, filter, {input.after, input.limit + 1});
  if (!corrections) return fail(std::move(corrections));
  Output output;
  if (cut_to_page(*corrections, input.limit)) output.next = corrections->back().id.to_string();
  for (const core::Correction& correction : *corrections) {
    Result<CorrectionView> view = view_of(transaction, correction);
    if (!view) return fail(std::move(view));
    output.items.push_back(std::move(*view));
  }
  return output;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  const Result<std::optional<core::EmployeeId>> whose = whose_requests(input.actor, input.filter.employee);
  if (!whose) return fail(whose.error());
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  core::CorrectionFilter filter = input.filter;
  filter.employee = *whose;
  return core::read_from(ports.store, [&](core::Transaction& transaction) { return page(transaction, input, filter); });
}

}  // namespace attendsense::service::list_corrections
