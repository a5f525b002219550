#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/planning/new_holiday.hpp"

namespace attendsense::service {

[[nodiscard]] core::Holiday make_holiday(const NewHoliday& wanted, core::CompanyId company, Instant now);

// A real date, and a name.
void check_holiday(InputCheck& check, const NewHoliday& wanted);

// invalid_input with "site_id" when that is none of the company's.
[[nodiscard]] Result<void> require_known(core::Transaction& transaction, const core::Holiday& holiday);

}  // namespace attendsense::service
