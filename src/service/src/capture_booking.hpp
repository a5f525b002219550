#pragma once

#include <span>

#include "attendsense/core/ports/store.hpp"
#include "capture_vision.hpp"

namespace attendsense::service::process_capture {

// Where a capture comes from.
struct Scene {
  core::Company company;
  core::Station station;
  core::Camera camera;
  Instant captured_at;  // by the server's clock: corrected by the offset of the capture, else of the station
};

// The scene, or nothing when the capture was processed before. Errors: not_found "station_unknown", "camera_unknown".
[[nodiscard]] Result<std::optional<Scene>> find_scene(core::Transaction& transaction, const core::CaptureJob& job);

// Decides over every face and writes sightings, punches, audit and outbox. `known` in the output when another worker
// was faster.
[[nodiscard]] Result<Output> book(core::Transaction& transaction, const core::CaptureJob& job, const Scene& scene,
                                  std::span<const SeenFace> faces, Instant now);

}  // namespace attendsense::service::process_capture
