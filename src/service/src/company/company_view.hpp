#pragma once

#include "attendsense/service/read_company.hpp"

namespace attendsense::service {

// The company with all that everybody of it may know.
[[nodiscard]] Result<read_company::Output> company_view(core::Transaction& transaction, core::CompanyId id);

}  // namespace attendsense::service
