#include "attendsense/station/face_gate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace attendsense::station {

namespace {

// The embedder sees 128 pixels, of which the face takes about 112; more width than that brings little.
constexpr float kUsefulWidth = 128;
// From a variance of the Laplacian of the lower value (plainly blurred) to the upper one (crisp).
constexpr float kBlurred = 8;
constexpr float kCrisp = 150;

float cosine_of_degrees(float degrees) {
  return std::max(0.0F, std::cos(degrees * std::numbers::pi_v<float> / 180));
}

}  // namespace

float merit_of(const vision::Quality& quality) {
  const float width = std::min(quality.face_width, kUsefulWidth);
  const float frontal = cosine_of_degrees(quality.pose.yaw) * cosine_of_degrees(quality.pose.pitch);
  const float crisp =
      std::clamp(std::log(std::max(quality.sharpness, kBlurred) / kBlurred) / std::log(kCrisp / kBlurred), 0.0F, 1.0F);
  return width * frontal * (0.7F + 0.3F * crisp) * std::clamp(quality.inside, 0.0F, 1.0F);
}

FaceVerdict FaceGate::judge(vision::ImageView frame, const vision::Face& face) const {
  if (face.box.width < settings_.limits.min_face_width) return {.fault = vision::QualityFault::too_small};
  const vision::Quality quality = vision::measure_quality(frame, face);
  const vision::QualityFault fault = vision::judge_quality(quality, settings_.limits);
  // A poor look at least shows somebody, as long as there is something to see.
  const bool is_dark = fault == vision::QualityFault::too_dark || fault == vision::QualityFault::low_contrast;
  return {.fault = fault, .merit = is_dark ? 0 : merit_of(quality)};
}

}  // namespace attendsense::station
