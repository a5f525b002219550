#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

// not_found "period_unknown", also for another company's.
[[nodiscard]] Result<core::Period> period_of(core::Transaction& transaction, core::CompanyId company,
                                             core::PeriodId id);
// close_periods or view_all. forbidden "permission_missing".
[[nodiscard]] Result<void> require_periods(const Principal& actor);

}  // namespace attendsense::service
