#include "attendsense/core/station_report.hpp"

#include "names.hpp"

namespace attendsense::core {
namespace {

constexpr Names<6> kCameraStates{"opening", "running", "lost", "ended", "failed", "stopped"};
static_assert(kCameraStates.size() == static_cast<std::size_t>(CameraState::stopped) + 1);

}  // namespace

std::string_view to_string(CameraState state) {
  return name_of(state, kCameraStates);
}

std::optional<CameraState> parse_camera_state(std::string_view text) {
  return value_of<CameraState>(text, kCameraStates);
}

}  // namespace attendsense::core
