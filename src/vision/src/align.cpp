#include <opencv2/imgproc.hpp>

#include "attendsense/vision/analyzer.hpp"
#include "mat_view.hpp"
#include "similarity_transform.hpp"

namespace attendsense::vision {
namespace {

constexpr int kSide = 128;

// Where the five landmarks belong, as fractions of the side; published with face-reidentification-retail-0095.
constexpr Landmarks kTemplate{Point{0.31556875F, 0.46157411F}, Point{0.68262292F, 0.46157411F},
                              Point{0.50026250F, 0.64050536F}, Point{0.34947188F, 0.82469196F},
                              Point{0.65343646F, 0.82469196F}};

}  // namespace

Similarity fit_similarity(const Landmarks& from, const Landmarks& to) {
  Point from_mean;
  Point to_mean;
  constexpr auto kCount = static_cast<float>(std::tuple_size_v<Landmarks>);
  for (std::size_t i = 0; i < from.size(); ++i) {
    from_mean.x += from[i].x / kCount;
    from_mean.y += from[i].y / kCount;
    to_mean.x += to[i].x / kCount;
    to_mean.y += to[i].y / kCount;
  }
  double along = 0;
  double across = 0;
  double spread = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const double fx = from[i].x - from_mean.x;
    const double fy = from[i].y - from_mean.y;
    const double tx = to[i].x - to_mean.x;
    const double ty = to[i].y - to_mean.y;
    along += fx * tx + fy * ty;
    across += fx * ty - fy * tx;
    spread += fx * fx + fy * fy;
  }
  if (!(spread > 0)) return {1, 0, to_mean.x - from_mean.x, to_mean.y - from_mean.y};  // one point five times
  const double a = along / spread;
  const double b = across / spread;
  return {a, b, to_mean.x - a * from_mean.x + b * from_mean.y, to_mean.y - b * from_mean.x - a * from_mean.y};
}

Image align_face(ImageView image, const Landmarks& landmarks) {
  Landmarks target = kTemplate;
  for (Point& point : target) point = {point.x * kSide, point.y * kSide};
  const Similarity map = fit_similarity(landmarks, target);
  const cv::Matx23d affine(map.a, -map.b, map.x, map.b, map.a, map.y);
  Image aligned(kSide, kSide);
  cv::Mat pixels = as_mat(aligned);
  cv::warpAffine(as_mat(image), pixels, affine, pixels.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
  return aligned;
}

}  // namespace attendsense::vision
