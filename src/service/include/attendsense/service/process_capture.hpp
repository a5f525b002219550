#pragma once

#include <chrono>
#include <vector>

#include "attendsense/service/ports.hpp"

// What a worker does with a capture: opens it, looks at every face in it, and books what core decides. The first face
// (face_index 0) is the one that the station tracked, where it named one and that is found; the others follow by size.
// The time of the capture is corrected by the clock offset that came with it, else by the station's stored one.
// Whatever is written is written in one transaction, and a capture that was processed before changes nothing, so
// running this any number of times, also at the same time, has the effect of running it once. Errors that will not go
// away by trying again (is_hopeless): invalid_input "fernet_…", "picture_damaged"; unsupported, too_large of the
// picture; not_found "station_unknown", "camera_unknown". All others are worth another try.
namespace attendsense::service::process_capture {

// Faces beyond are not looked at; the tracked one and the largest come first.
inline constexpr std::size_t kMostFaces = 32;
// From this overlap (intersection over union) on, a face is the one that the station tracked.
inline constexpr float kTrackedOverlap = 0.3F;
// A clock offset up to this is not corrected: it is within what measuring it over a network can tell.
inline constexpr std::chrono::seconds kToleratedClockOffset{2};
// How often at most a station's last_seen is written.
inline constexpr std::chrono::seconds kLastSeenInterval{30};

struct Input {
  core::CaptureJob job = {};
};

struct FaceOutcome {
  core::Outcome outcome = core::Outcome::unknown;
  core::Reason reason = core::Reason::no_template_near;
};

// How long each stage took, over all faces.
struct Timings {
  std::chrono::microseconds open{0};
  std::chrono::microseconds decode{0};
  std::chrono::microseconds detect{0};
  std::chrono::microseconds judge{0};  // quality and liveness
  std::chrono::microseconds embed{0};
  std::chrono::microseconds match{0};
  std::chrono::microseconds book{0};  // the transaction
};

struct Output {
  bool known = false;              // processed before: nothing was written, and `faces` is empty
  std::vector<FaceOutcome> faces;  // by face_index; one entry "no face" for a capture without any
  Timings timings;
};

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

[[nodiscard]] bool is_hopeless(const Error& error);

}  // namespace attendsense::service::process_capture
