#pragma once

// Periods that payroll was told of: their figures are kept as they were, so that whatever comes later changes nothing
// unseen.

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core {

enum class PeriodState { closed, reopened };
std::string_view to_string(PeriodState state);
std::optional<PeriodState> parse_period_state(std::string_view text);

// A closed period covers its dates for everybody of its site, or of the company. Closed ones of the same people do not
// overlap. One that is opened again stays as it is; closing anew makes another.
struct Period {
  PeriodId id;
  CompanyId company;
  std::optional<SiteId> site;  // none: every site
  LocalDate from;
  LocalDate to;  // the last date
  PeriodState state = PeriodState::closed;
  std::string hash;  // SHA-256 over the hashes of its sheets in the order of employee ids; hexadecimal
  std::string closed_by;
  Instant closed_at;
  std::string reopened_by;
  std::optional<Instant> reopened_at;
  std::string reason;  // of opening again
};

// The figures of one person in a closed period, as they were.
struct PeriodSheet {
  PeriodId period;
  EmployeeId employee;
  std::string figures;  // JSON; empty once the person was erased
  std::string hash;     // SHA-256 of the figures, hexadecimal; outlives the person
};

}  // namespace attendsense::core
