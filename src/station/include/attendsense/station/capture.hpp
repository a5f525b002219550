#pragma once

// From a look at a face to the sealed picture that goes to the server.

#include <optional>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/core/ids.hpp"
#include "attendsense/crypto/fernet.hpp"
#include "attendsense/vision/image.hpp"

namespace attendsense::station {

struct CaptureSettings {
  int longest_side = 1280;  // a larger region is scaled down, but the face keeps at least kFaceWidthKept pixels
  int jpeg_quality = 88;
};

inline constexpr float kFaceWidthKept = 112;

// Whole pixels of the frame; right and bottom exclusive.
struct Region {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

// The part of a frame around a face: at least four times its box in both directions, and at least what the liveness
// nets would look at in the whole frame, as far as the frame goes. Moved, not cut, at the frame's edges.
[[nodiscard]] Region region_around(const vision::Box& face, int frame_width, int frame_height);

// A picture that may be sent, kept while a better one may come. Holds the region only, not the frame.
struct Shot {
  vision::Image picture;
  vision::Box face;  // within `picture`
  Instant captured_at;
  std::chrono::steady_clock::time_point seen_at;  // when the frame reached this process
};

[[nodiscard]] Shot take_shot(vision::ImageView frame, const vision::Box& face, Instant captured_at,
                             std::chrono::steady_clock::time_point seen_at, const CaptureSettings& settings);

// What is spooled and uploaded.
struct Capture {
  core::CaptureId id;
  core::PassageId passage;
  std::string camera;   // its name at this station
  Instant captured_at;  // by this station's clock
  vision::Box face;     // pixels of the JPEG
  std::string sealed;   // Fernet token of the JPEG under the station's key
};

// Encodes and seals. `now` is written into the seal.
[[nodiscard]] Capture seal_capture(const Shot& shot, core::PassageId passage, const std::string& camera,
                                   const crypto::FernetKey& key, Instant now, const CaptureSettings& settings);

}  // namespace attendsense::station
