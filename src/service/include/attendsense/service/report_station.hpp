#pragma once

#include "attendsense/core/station_report.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// A station tells how it is. Written when it differs from what it told before, so that telling the same every half
// minute costs no write. Errors: forbidden "station_token_needed"; not_found "station_unknown"; invalid_input
// "input_invalid".
namespace attendsense::service::report_station {

inline constexpr std::size_t kMostCameras = 64;

struct Input {
  Principal actor = {};
  core::StationReport report = {};  // a camera's name: 1 to 100 characters, why: at most 500; counts from 0
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<void> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::report_station
