#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// The station's token stops working at once. Captures that were accepted before are still processed.
// Needs manage_stations. Errors: not_found "station_unknown".
namespace attendsense::service::revoke_station {

struct Input {
  Principal actor = {};
  core::StationId station = {};
};

struct Output {};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::revoke_station
