#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// A station with its cameras. Its token and key are shown this once. Needs manage_stations.
// Errors: invalid_input "input_invalid" (also for an unknown site).
namespace attendsense::service::create_station {

struct NewCamera {
  std::string name = {};
  core::CameraDirection direction = core::CameraDirection::both;
};

struct Input {
  Principal actor = {};
  std::string name = {};
  std::optional<core::SiteId> site = {};  // none: the company's first
  std::vector<NewCamera> cameras = {};    // 1 to kMostCameras, names unique
};

inline constexpr std::size_t kMostCameras = 16;

struct Output {
  StationView station;
  Secret token;
  Secret key;  // Fernet, base64url
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::create_station
