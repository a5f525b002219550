#include "attendsense/service/company/rename_company.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "company/company_view.hpp"

namespace attendsense::service::rename_company {
namespace {

Result<Output> change(core::Transaction& transaction, const Input& input, Instant now) {
  Result<Output> view = company_view(transaction, input.actor.company);
  if (!view) return view;
  if (Result<void> met = require(input.precondition, *view); !met) return fail(std::move(met));
  const std::string before = std::exchange(view->company.name, trimmed(input.name));
  Result<void> set = transaction.companies().set_name(view->company.id, view->company.name);
  if (!set) return fail(std::move(set));
  Result<void> noted = note(transaction, input.actor, "company.rename", view->company.id.to_string(),
                            {{"name_before", before}, {"name", view->company.name}}, now);
  if (!noted) return fail(std::move(noted));
  return view;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().name(input.name, "name").result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_company); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return change(transaction, input, now); });
}

}  // namespace attendsense::service::rename_company
