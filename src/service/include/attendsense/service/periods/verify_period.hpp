#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/period.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Whether what was kept is what was closed: hashes every sheet again and compares the hash of them all with that of the
// period and with that in the audit. Needs close_periods. Errors: not_found "period_unknown".
namespace attendsense::service::verify_period {

inline constexpr std::size_t kMostNamed = 100;

struct Input {
  Principal actor = {};
  core::PeriodId period = {};
};

struct Output {
  core::Period period;
  std::string computed;                // from the sheets as they are now
  std::optional<std::string> audited;  // none: the audit says nothing about the period
  int sheets = 0;
  int erased = 0;                         // whose person was erased: only their hash is left
  std::vector<core::EmployeeId> changed;  // whose sheet does not fit its hash; the first kMostNamed

  [[nodiscard]] bool intact() const { return changed.empty() && computed == period.hash && audited == computed; }
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::verify_period
