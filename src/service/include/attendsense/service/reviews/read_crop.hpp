#pragma once

#include "attendsense/base/secret.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// The picture of a face that waits for a decision, where the company keeps them. Needs view_all. Errors: not_found
// "sighting_unknown", "crop_unknown".
namespace attendsense::service::read_crop {

struct Input {
  Principal actor = {};
  core::SightingId sighting;
};

struct Output : NonLoggable {
  Bytes jpeg;
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::read_crop
