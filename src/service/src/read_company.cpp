#include "attendsense/service/read_company.hpp"

#include "company/company_view.hpp"

namespace attendsense::service::read_company {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (!input.actor.may(core::Permission::manage_company)) {
    Result<void> allowed = require(input.actor, core::Permission::view_own);
    if (!allowed) return fail(std::move(allowed));
  }
  return core::read_from(
      ports.store, [&](core::Transaction& transaction) { return company_view(transaction, input.actor.company); });
}

}  // namespace attendsense::service::read_company
