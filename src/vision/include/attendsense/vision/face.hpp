#pragma once

#include <array>
#include <string>

#include "attendsense/vision/image.hpp"

namespace attendsense::vision {

// Image-left eye, image-right eye, nose tip, image-left and image-right corner of the mouth, in pixels of the picture.
using Landmarks = std::array<Point, 5>;

// One detected face.
struct Face {
  Box box;
  Landmarks landmarks{};
  float score = 0;  // 0..1
  std::string model;
};

// Head pose estimated from five landmarks. Degrees; positive yaw: the person looks to the picture's right, positive
// pitch: down, positive roll: the head leans clockwise in the picture.
struct Pose {
  float yaw = 0;
  float pitch = 0;
  float roll = 0;
};

// What makes a face good or poor evidence. Measures are documented in quality.cpp.
struct Quality {
  float face_width = 0;  // pixels
  float sharpness = 0;   // variance of the Laplacian on the aligned face, 8-bit grey
  float brightness = 0;  // mean grey of the face, 0..255
  float contrast = 0;    // standard deviation of grey, 0..255
  float inside = 1;      // share of the box that lies within the picture, 0..1
  Pose pose;
  float score = 0;  // 0..1: the product of the measures, each mapped to 0..1
};

// The first thing that is wrong, as guidance for the person before the camera.
enum class QualityFault { none, too_small, cut_off, too_dark, too_bright, low_contrast, blurred, turned_away };
std::string_view to_string(QualityFault fault);

struct QualityLimits {
  float min_face_width = 40;
  float min_sharpness = 20;
  float min_brightness = 35;
  float max_brightness = 235;
  float min_contrast = 12;
  float min_inside = 0.9F;
  float max_yaw = 40;
  float max_pitch = 35;
  float max_roll = 45;
};

// Stricter: for a template that is compared against for years.
[[nodiscard]] QualityLimits enrolment_limits();

[[nodiscard]] QualityFault judge_quality(const Quality& quality, const QualityLimits& limits);

enum class LivenessVerdict { live, spoof, unclear };
std::string_view to_string(LivenessVerdict verdict);

struct Liveness {
  LivenessVerdict verdict = LivenessVerdict::unclear;
  float score = 0;         // mean probability of "live" of both nets, 0..1
  float surroundings = 0;  // how many face widths of context the picture held, at most 4; less than needed: unclear
  std::string model;       // both nets' ids
};

struct LivenessLimits {
  float live_from = 0.5F;    // score at least: live
  float spoof_below = 0.2F;  // score below: spoof; between the two: unclear
  // Widest crop that fits, in face boxes; below it the answer is worthless. Tight crops of faces have 0.75 to 1.12,
  // the closest that people come to a phone's camera is 1.2.
  float min_surroundings = 1.2F;
};

}  // namespace attendsense::vision
