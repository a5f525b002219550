#pragma once

#include <optional>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/core/ids.hpp"

namespace attendsense::core {

enum class IncidentKind { station_silent, station_clock_wrong };
std::string_view to_string(IncidentKind kind);
std::optional<IncidentKind> parse_incident_kind(std::string_view text);

// Something is wrong with a station and lasts; of a kind at most one at a time.
struct Incident {
  IncidentKind kind = IncidentKind::station_silent;
  CompanyId company;
  StationId station;
  Instant since;

  bool operator==(const Incident&) const = default;
};

}  // namespace attendsense::core
