#pragma once

#include <vector>

#include "attendsense/core/ports/store.hpp"

namespace attendsense::service {

// conflict "period_closed" naming it.
[[nodiscard]] Error period_closed(const core::Period& period);

// The closed periods that touch these dates for the people of a site; by first date.
[[nodiscard]] Result<std::vector<core::Period>> closed_for(core::Transaction& transaction, core::CompanyId company,
                                                           const core::DateRange& dates, core::SiteId site);

// That payroll was not told of these dates yet. `site`: of whom it is about. conflict "period_closed" naming the first
// closed period that touches them.
[[nodiscard]] Result<void> require_open(core::Transaction& transaction, core::CompanyId company,
                                        const core::DateRange& dates, core::SiteId site);

}  // namespace attendsense::service
