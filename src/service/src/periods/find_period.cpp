#include "periods/find_period.hpp"

#include "lookup.hpp"

namespace attendsense::service {

Result<core::Period> period_of(core::Transaction& transaction, core::CompanyId company, core::PeriodId id) {
  return of_company(transaction.periods().find(id), company,
                    {Failure::not_found, "period_unknown", "There is no period " + id.to_string(),
                     "List them with GET /api/v1/periods"});
}

Result<void> require_periods(const Principal& actor) {
  if (actor.may(core::Permission::view_all)) return {};
  return require(actor, core::Permission::close_periods);
}

}  // namespace attendsense::service
