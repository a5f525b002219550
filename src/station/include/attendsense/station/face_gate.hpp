#pragma once

// Whether a face is good enough to be worth an upload, and how good it is compared with another look at it.

#include "attendsense/vision/analyzer.hpp"

namespace attendsense::station {

struct FaceGateSettings {
  // Laxer than the server's own judgement: what it would surely refuse is not sent, the rest is for it to decide.
  vision::QualityLimits limits{.min_face_width = 40, .min_sharpness = 8, .min_inside = 0.85F};
};

struct FaceVerdict {
  vision::QualityFault fault = vision::QualityFault::none;
  float merit = 0;  // comparable between looks at one person; see merit_of(). 0: of no use at all, too small or dark
};

class FaceGate {
 public:
  explicit FaceGate(const FaceGateSettings& settings = {}) : settings_(settings) {}

  // Faces that are too small are refused by their box alone, without looking at pixels. Safe from any thread.
  [[nodiscard]] FaceVerdict judge(vision::ImageView frame, const vision::Face& face) const;

 private:
  FaceGateSettings settings_;
};

// "Effective pixels": the width of the face, no more of it than the embedder can use, times how far it faces the
// camera, times how clear it is. Size and pose dominate: between 40 and 112 pixels they decide whether a person is
// recognised, while sharpness is already limited by the size.
[[nodiscard]] float merit_of(const vision::Quality& quality);

}  // namespace attendsense::station
