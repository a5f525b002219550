#pragma once

// How a station says it is: what an administrator wants to know of a door without going there.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/clock.hpp"
#include "attendsense/core/ids.hpp"

namespace attendsense::core {

enum class CameraState {
  opening,
  running,
  lost,     // tried again, with back-off
  ended,    // the file is over
  failed,   // the file cannot be read
  stopped,  // by a person, who may start it again
};
std::string_view to_string(CameraState state);
std::optional<CameraState> parse_camera_state(std::string_view text);

struct CameraReport {
  std::string name;
  CameraState state = CameraState::opening;
  std::string why;  // for a person; empty where there is nothing to say

  friend bool operator==(const CameraReport&, const CameraReport&) = default;
};

struct StationReport {
  std::string version;
  std::int64_t waiting = 0;    // captures in its spool that the server does not have yet
  std::int64_t set_aside = 0;  // of which the server would have none
  std::int64_t dropped = 0;    // that found no room, or were too old, since the spool was made
  std::vector<CameraReport> cameras;

  friend bool operator==(const StationReport&, const StationReport&) = default;
};

// As it was last told.
struct ToldStationReport {
  StationReport report;
  Instant at;  // the first time that it was like this
};

}  // namespace attendsense::core
