#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// One station: by somebody with manage_stations, or by the station itself, which learns here what it has to know.
// Errors: not_found "station_unknown"; forbidden.
namespace attendsense::service::read_station {

struct Input {
  Principal actor = {};
  std::optional<core::StationId> station = {};  // none: the calling station
};

struct Output {
  StationView station;
  std::string company;
  std::string language;              // of greetings
  std::chrono::seconds too_soon{0};  // of the policy: how long the same person need not be sent again
  vision::QualityLimits face;        // what a face must have to be worth sending
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_station
