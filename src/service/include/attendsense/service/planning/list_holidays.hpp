#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Holidays and closed days. For anybody of the company. Errors: not_found "site_unknown".
namespace attendsense::service::list_holidays {

inline constexpr int kMostHolidayDays = 3660;

struct Input {
  Principal actor = {};
  LocalDate from = {};
  LocalDate to = {};                      // the last date; at most kMostHolidayDays
  std::optional<core::SiteId> site = {};  // with those of every site; none: of all sites
  std::string after = {};                 // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<core::Holiday> items;  // by date, then name
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_holidays
