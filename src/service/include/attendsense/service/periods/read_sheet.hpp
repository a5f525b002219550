#pragma once

#include "attendsense/core/period.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// What payroll was told of one person, to the byte: one's own with view_own, else with close_periods or view_all.
// Errors: not_found "period_unknown", "sheet_unknown" (also when the person was erased).
namespace attendsense::service::read_sheet {

struct Input {
  Principal actor = {};
  core::PeriodId period = {};
  core::EmployeeId employee = {};
};

using Output = core::PeriodSheet;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_sheet
