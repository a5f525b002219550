#pragma once

#include <string>

#include "attendsense/core/period.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Opens a closed period again: its days are reckoned anew and can be corrected. Its sheets stay as they were; closing
// the dates again makes another period. Needs close_periods. Errors: not_found "period_unknown"; conflict
// "period_reopened".
namespace attendsense::service::reopen_period {

struct Input {
  Principal actor = {};
  core::PeriodId period = {};
  std::string reason = {};
};

using Output = core::Period;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::reopen_period
