#pragma once

// What somebody makes of sightings that the system could not settle. One source file each, named like its function.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> list_sightings(Call& call);
[[nodiscard]] Result<http::Response> read_crop(Call& call);
[[nodiscard]] Result<http::Response> decide_sighting(Call& call);

[[nodiscard]] std::span<const Route> review_routes();

}  // namespace attendsense::api::endpoints
