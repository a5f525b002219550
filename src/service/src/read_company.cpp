#include "attendsense/service/read_company.hpp"

#include "lookup.hpp"

namespace attendsense::service::read_company {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (!input.actor.may(core::Permission::manage_company)) {
    Result<void> allowed = require(input.actor, core::Permission::view_own);
    if (!allowed) return fail(std::move(allowed));
  }
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<core::Company> company = company_of(transaction, input.actor.company);
    if (!company) return fail(std::move(company));
    Result<std::vector<core::Site>> sites = transaction.companies().sites(company->id);
    if (!sites) return fail(std::move(sites));
    Result<std::vector<core::Role>> roles = transaction.companies().roles(company->id);
    if (!roles) return fail(std::move(roles));
    return Output{std::move(*company), std::move(*sites), std::move(*roles)};
  });
}

}  // namespace attendsense::service::read_company
