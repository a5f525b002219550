#pragma once

#include <optional>

#include "attendsense/core/period.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Tells payroll: keeps the figures of everybody of a site, or of the company, as they are now, and refuses from then on
// what would change them. The audit holds a hash over all of them. Days that payroll was told before (of somebody who
// came from another site) are left out. Needs close_periods.
//
// Everything is one transaction: a period is there with all its sheets or not at all. On SQLite nobody else writes
// meanwhile; docs/measurements.md says for how long.
//
// Errors: not_found "site_unknown"; conflict "period_not_ended" (somebody may still be there), "period_overlaps",
// "period_has_requests" naming what waits to be decided, in Error::fields; invalid_input "input_invalid".
namespace attendsense::service::close_period {

inline constexpr int kMostDays = 92;

struct Input {
  Principal actor = {};
  LocalDate from = {};
  LocalDate to = {};                      // inclusive
  std::optional<core::SiteId> site = {};  // none: every site
  bool force = false;                     // whatever waits; it can be refused afterwards, not approved
};

using Output = core::Period;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::close_period
