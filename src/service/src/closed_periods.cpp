#include "closed_periods.hpp"

namespace attendsense::service {

Error period_closed(const core::Period& period) {
  return {Failure::conflict, "period_closed",
          "The period " + period.id.to_string() + " from " + to_string(period.from) + " to " + to_string(period.to) +
              " is closed",
          "Open the period again first, or choose other dates"};
}

Result<std::vector<core::Period>> closed_for(core::Transaction& transaction, core::CompanyId company,
                                             const core::DateRange& dates, core::SiteId site) {
  Result<std::vector<core::Period>> closed = transaction.periods().closed_in(company, dates);
  if (closed) std::erase_if(*closed, [&](const core::Period& period) { return period.site && *period.site != site; });
  return closed;
}

Result<void> require_open(core::Transaction& transaction, core::CompanyId company, const core::DateRange& dates,
                          core::SiteId site) {
  const auto closed = closed_for(transaction, company, dates, site);
  if (!closed) return fail(closed.error());
  if (closed->empty()) return {};
  return fail(period_closed(closed->front()));
}

}  // namespace attendsense::service
