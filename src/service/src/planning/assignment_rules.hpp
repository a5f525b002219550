#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/planning/new_assignment.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

[[nodiscard]] core::Assignment make_assignment(const NewAssignment& wanted, core::CompanyId company, Instant now);

// Real dates, the last not before the first.
void check_dates(InputCheck& check, const core::Assignment& assignment);

// invalid_input with "schedule_id", "employee_id", "role_id" or "site_id" when that is none of the company's.
[[nodiscard]] Result<void> require_known(core::Transaction& transaction, const core::Assignment& assignment);

// Whether it concerns more than one person, or the actor, or somebody whom the actor may see.
[[nodiscard]] bool may_see(const Principal& actor, const core::Assignment& assignment);

// "employee:<id>", "role:<id>", "site:<id>", as the audit names it.
[[nodiscard]] std::string whom_in_words(const core::Assignment& assignment);

}  // namespace attendsense::service
