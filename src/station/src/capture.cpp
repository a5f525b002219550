#include "attendsense/station/capture.hpp"

#include <algorithm>
#include <cmath>

namespace attendsense::station {

namespace {

// Four times the box is what is promised; the rest is for the server's detector, whose box on the JPEG is never quite
// the one found here.
constexpr float kContext = 4.3F;
// The liveness nets look at a square of 1.03 times the geometric mean of the box's sides, enlarged four times and
// centred a sixteenth of the height below the box's centre (models/README.md).
constexpr float kLivenessSide = 1.03F;
constexpr float kLivenessDrop = 0.0625F;

// `length` pixels about `centre`, moved into 0..limit.
std::pair<int, int> span_within(float centre, float length, int limit) {
  const int size = std::min(static_cast<int>(std::ceil(length)), limit);
  const int begin = std::clamp(static_cast<int>(std::floor(centre - length / 2)), 0, limit - size);
  return {begin, size};
}

double reduction(const Region& region, const vision::Box& face, const CaptureSettings& settings) {
  const double by_side = static_cast<double>(settings.longest_side) / std::max(region.width, region.height);
  const double by_face = static_cast<double>(kFaceWidthKept) / std::max(1.0F, face.width);
  return std::min(1.0, std::max(by_side, by_face));
}

}  // namespace

Region region_around(const vision::Box& face, int frame_width, int frame_height) {
  const float liveness_side = kLivenessSide * std::sqrt(std::max(0.0F, face.width * face.height));
  const float side = kContext * std::max({face.width, face.height, liveness_side});
  const float drop = kLivenessDrop * face.height;
  const auto [x, width] = span_within(face.x + face.width / 2, side, frame_width);
  // Taller by the drop, so that both the box's surroundings and the nets' lower square are in it.
  const auto [y, height] = span_within(face.y + (face.height + drop) / 2, side + drop, frame_height);
  return {.x = x, .y = y, .width = width, .height = height};
}

Shot take_shot(vision::ImageView frame, const vision::Box& face, Instant captured_at,
               std::chrono::steady_clock::time_point seen_at, const CaptureSettings& settings) {
  const Region region = region_around(face, frame.width, frame.height);
  Shot shot{
      .picture = vision::crop(frame, {static_cast<float>(region.x), static_cast<float>(region.y),
                                      static_cast<float>(region.width), static_cast<float>(region.height)}),
      .face = {face.x - static_cast<float>(region.x), face.y - static_cast<float>(region.y), face.width, face.height},
      .captured_at = captured_at,
      .seen_at = seen_at};
  const double scale = reduction(region, face, settings);
  if (scale < 1) {
    const int width = std::max(1, static_cast<int>(std::lround(region.width * scale)));
    const int height = std::max(1, static_cast<int>(std::lround(region.height * scale)));
    const float by_x = static_cast<float>(width) / static_cast<float>(region.width);
    const float by_y = static_cast<float>(height) / static_cast<float>(region.height);
    shot.picture = vision::resize(shot.picture, width, height);
    shot.face = {shot.face.x * by_x, shot.face.y * by_y, shot.face.width * by_x, shot.face.height * by_y};
  }
  return shot;
}

Capture seal_capture(const Shot& shot, core::PassageId passage, const std::string& camera, const crypto::FernetKey& key,
                     Instant now, const CaptureSettings& settings) {
  const Bytes jpeg = vision::encode_jpeg(shot.picture, settings.jpeg_quality);
  return {.id = core::CaptureId::make(now),
          .passage = passage,
          .camera = camera,
          .captured_at = shot.captured_at,
          .face = shot.face,
          .sealed = crypto::fernet_encrypt(key, jpeg, now)};
}

}  // namespace attendsense::station
