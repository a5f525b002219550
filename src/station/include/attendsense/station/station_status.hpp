#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/core/ids.hpp"
#include "attendsense/core/station_report.hpp"

namespace attendsense::station {

// How a station is, as far as others want to know.
struct StationStatus {
  std::int64_t waiting = 0;                               // captures in its spool
  std::optional<std::chrono::microseconds> clock_offset;  // station minus server
};

enum class Presence { online, offline };

// As contracts/events/status.v1.json describes it. Offline it tells no more than since when: by its last will, the time
// at which it connected.
[[nodiscard]] std::string status_text(const core::StationId& station, Presence presence, const StationStatus& status,
                                      Instant at);

// As PUT /station/report takes it: what a camera says is wrong becomes one line of at most 500 bytes. The version is
// this program's where the report names none.
[[nodiscard]] std::string report_text(const core::StationReport& report);

}  // namespace attendsense::station
