#pragma once

#include <optional>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/timesheet.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// How many people were there in each hour of a date, for a chart. Needs view_all. Errors: not_found "site_unknown".
namespace attendsense::service::presence_by_hour {

struct Input {
  Principal actor = {};
  LocalDate date = {};
  std::optional<core::SiteId> site = {};  // whose people, in its zone; none: everybody, in the zone of the first site
};

struct Output {
  std::vector<core::PresenceByHour::Hour> hours;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::presence_by_hour
