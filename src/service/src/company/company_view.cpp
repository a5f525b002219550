#include "company/company_view.hpp"

#include "lookup.hpp"

namespace attendsense::service {

Result<read_company::Output> company_view(core::Transaction& transaction, core::CompanyId id) {
  Result<core::Company> company = company_of(transaction, id);
  if (!company) return fail(std::move(company));
  Result<std::vector<core::Site>> sites = transaction.companies().sites(id);
  if (!sites) return fail(std::move(sites));
  Result<std::vector<core::Role>> roles = transaction.companies().roles(id);
  if (!roles) return fail(std::move(roles));
  return read_company::Output{std::move(*company), std::move(*sites), std::move(*roles)};
}

}  // namespace attendsense::service
