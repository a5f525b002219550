#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// One station: by somebody with manage_stations, or by the station itself, which learns here what it has to know and is
// noted as seen by asking, so that it is known to live although nobody passes.
// Errors: invalid_input "input_invalid"; not_found "station_unknown"; forbidden.
namespace attendsense::service::read_station {

struct Input {
  Principal actor = {};
  std::optional<core::StationId> station = {};                 // none: the calling station
  std::optional<std::chrono::microseconds> clock_offset = {};  // as the calling station measured it
};

struct Output {
  StationView station;
  std::string company;
  std::string language;              // of greetings
  std::chrono::seconds too_soon{0};  // of the policy: how long the same person need not be sent again
  vision::QualityLimits face;        // what a face must have to be worth sending
};

// How often at most a station that asks is noted as seen: less than the half minute after which it asks again.
inline constexpr std::chrono::seconds kNotedEvery{20};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_station
