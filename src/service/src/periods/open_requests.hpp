#pragma once

#include <optional>

#include "attendsense/core/ports/store.hpp"
#include "lookup.hpp"

namespace attendsense::service {

// That no correction and no leave of these dates waits to be decided, of the people of a site or of all. conflict
// "period_has_requests" with the first of them in Error::fields: "correction <id>", "leave <id>".
[[nodiscard]] Result<void> require_no_requests(core::Transaction& transaction, core::CompanyId company,
                                               const core::DateRange& dates, std::optional<core::SiteId> site,
                                               const Sites& sites);

}  // namespace attendsense::service
