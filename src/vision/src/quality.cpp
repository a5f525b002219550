// How good a face is as evidence. All measures but size, cut-off and pose are taken on the aligned face (128x128), so
// that they mean the same at every distance:
//   sharpness   variance of the 3x3 Laplacian of the grey values (Pech-Pacheco et al., ICPR 2000)
//   brightness  mean grey, contrast its standard deviation
// on the inner part, from the brows to the chin, so that hair and background do not count.
// Pose takes the head for a plane with eyes and mouth corners on it and the nose tip before it, by kNoseDepth times the
// distance of the eyes: when the head turns, the tip moves against the plane by depth * tan(angle).

#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "attendsense/vision/analyzer.hpp"
#include "mat_view.hpp"

namespace attendsense::vision {
namespace {

constexpr float kNoseDepth = 0.48F;     // about 30 mm before eyes that are 63 mm apart
constexpr float kNoseHeight = 0.4928F;  // of the way from the eyes to the mouth, facing the camera
const cv::Rect kInnerFace(24, 40, 80, 76);

float degrees(float radians) {
  return radians * 180 / std::numbers::pi_v<float>;
}

Point midpoint(Point a, Point b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

Pose estimate_pose(const Landmarks& marks) {
  const auto& [left_eye, right_eye, nose, left_mouth, right_mouth] = marks;
  const float roll = std::atan2(right_eye.y - left_eye.y, right_eye.x - left_eye.x);
  // In the head's own axes from here on: x along the eyes, y down the face.
  const auto upright = [&](Point point) {
    return Point{point.x * std::cos(roll) + point.y * std::sin(roll),
                 -point.x * std::sin(roll) + point.y * std::cos(roll)};
  };
  const Point eyes = upright(midpoint(left_eye, right_eye));
  const Point mouth = upright(midpoint(left_mouth, right_mouth));
  const Point tip = upright(nose);
  const float eye_distance = std::max(1e-3F, upright(right_eye).x - upright(left_eye).x);
  const float face_height = std::max(1e-3F, mouth.y - eyes.y);
  const float along = (tip.y - eyes.y) / face_height;
  const float middle = eyes.x + (mouth.x - eyes.x) * kNoseHeight;
  return {degrees(std::atan((tip.x - middle) / (eye_distance * kNoseDepth))),
          degrees(std::atan((along - kNoseHeight) / kNoseDepth)), degrees(roll)};
}

float share_inside(ImageView image, const Box& box) {
  const float width = std::min(box.x + box.width, static_cast<float>(image.width)) - std::max(box.x, 0.0F);
  const float height = std::min(box.y + box.height, static_cast<float>(image.height)) - std::max(box.y, 0.0F);
  const float area = box.width * box.height;
  return width <= 0 || height <= 0 || area <= 0 ? 0 : width * height / area;
}

// 0 at `bad`, 1 from `good` on, straight between; `bad` may be the larger one.
float grade(float value, float bad, float good) {
  return std::clamp((value - bad) / (good - bad), 0.0F, 1.0F);
}

float overall(const Quality& quality) {
  const float size = grade(quality.face_width, 20, 100);
  const float sharp = grade(std::log10(1 + quality.sharpness), std::log10(5.0F), std::log10(200.0F));
  const float light = std::min(grade(quality.brightness, 20, 70), grade(quality.brightness, 250, 210));
  const float depth = grade(quality.contrast, 5, 30);
  const float whole = grade(quality.inside, 0.7F, 1);
  const float frontal = grade(std::abs(quality.pose.yaw), 60, 15) * grade(std::abs(quality.pose.pitch), 60, 20) *
                        grade(std::abs(quality.pose.roll), 80, 30);
  return size * sharp * light * depth * whole * frontal;
}

}  // namespace

std::string_view to_string(QualityFault fault) {
  switch (fault) {
    case QualityFault::none:
      return "none";
    case QualityFault::too_small:
      return "too_small";
    case QualityFault::cut_off:
      return "cut_off";
    case QualityFault::too_dark:
      return "too_dark";
    case QualityFault::too_bright:
      return "too_bright";
    case QualityFault::low_contrast:
      return "low_contrast";
    case QualityFault::blurred:
      return "blurred";
    case QualityFault::turned_away:
      return "turned_away";
  }
  return "none";
}

Quality measure_quality(ImageView image, const Face& face) {
  Quality quality;
  quality.face_width = face.box.width;
  quality.inside = share_inside(image, face.box);
  quality.pose = estimate_pose(face.landmarks);
  const Image aligned = align_face(image, face.landmarks);
  cv::Mat grey;
  cv::cvtColor(as_mat(aligned.view()), grey, cv::COLOR_BGR2GRAY);
  cv::Mat edges;
  cv::Laplacian(grey, edges, CV_16S);
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(edges(kInnerFace), mean, deviation);
  quality.sharpness = static_cast<float>(deviation[0] * deviation[0]);
  cv::meanStdDev(grey(kInnerFace), mean, deviation);
  quality.brightness = static_cast<float>(mean[0]);
  quality.contrast = static_cast<float>(deviation[0]);
  quality.score = overall(quality);
  return quality;
}

QualityLimits enrolment_limits() {
  QualityLimits limits;
  limits.min_face_width = 60;
  limits.min_sharpness = 30;
  // Darkness and contrast as at the door, where the embedder copes with them: whoever is recognised there can enrol
  // there. A blur or a turned head costs far more.
  limits.max_brightness = 225;
  limits.min_inside = 0.97F;
  limits.max_yaw = 30;
  limits.max_pitch = 30;
  limits.max_roll = 30;
  return limits;
}

QualityFault judge_quality(const Quality& quality, const QualityLimits& limits) {
  if (quality.face_width < limits.min_face_width) return QualityFault::too_small;
  if (quality.inside < limits.min_inside) return QualityFault::cut_off;
  if (quality.brightness < limits.min_brightness) return QualityFault::too_dark;
  if (quality.brightness > limits.max_brightness) return QualityFault::too_bright;
  if (quality.contrast < limits.min_contrast) return QualityFault::low_contrast;
  const Pose& pose = quality.pose;
  const bool is_turned = std::abs(pose.yaw) > limits.max_yaw || std::abs(pose.pitch) > limits.max_pitch ||
                         std::abs(pose.roll) > limits.max_roll;
  if (is_turned) return QualityFault::turned_away;
  if (quality.sharpness < limits.min_sharpness) return QualityFault::blurred;
  return QualityFault::none;
}

}  // namespace attendsense::vision
