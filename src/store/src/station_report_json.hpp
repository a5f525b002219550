#pragma once

// What a station told of itself as the JSON object that both engines keep it in.

#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"
#include "attendsense/core/station_report.hpp"

namespace attendsense::store {

[[nodiscard]] std::string station_report_to_json(const core::StationReport& report);
// Anything that station_report_to_json() would not have written: corrupt "station_report_malformed".
[[nodiscard]] Result<core::StationReport> station_report_from_json(std::string_view text);

}  // namespace attendsense::store
