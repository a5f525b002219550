#pragma once

#include "attendsense/core/period.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Needs close_periods or view_all. Errors: not_found "period_unknown".
namespace attendsense::service::read_period {

struct Input {
  Principal actor = {};
  core::PeriodId period = {};
};

using Output = core::Period;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_period
