#pragma once

#include <cstdint>
#include <optional>

#include "attendsense/base/time_zone.hpp"

namespace attendsense::store {

// A date as both engines keep it: in days since 1970-01-01. Throws Failed: invalid_input "value_refused" for one that
// no calendar has, or that is not of the years 1 to 9999.
[[nodiscard]] std::int32_t days_of(LocalDate date);

// Nothing for what days_of() never gives.
[[nodiscard]] std::optional<LocalDate> date_of_days(std::int64_t days);

}  // namespace attendsense::store
