#include "yunet_decode.hpp"

#include <algorithm>
#include <cmath>

#include "attendsense/vision/overlap.hpp"

namespace attendsense::vision {
namespace {

Face face_at(const YunetLevel& level, std::size_t cell, float score) {
  const auto stride = static_cast<float>(level.stride);
  const auto columns = static_cast<std::size_t>(level.columns);
  const std::size_t whole_rows = cell / columns;
  const auto row = static_cast<float>(whole_rows);
  const auto column = static_cast<float>(cell % columns);
  const std::span<const float> box = level.boxes.subspan(cell * 4, 4);
  const std::span<const float> points = level.landmarks.subspan(cell * 10, 10);
  Face face;
  face.score = score;
  face.box.width = std::exp(box[2]) * stride;
  face.box.height = std::exp(box[3]) * stride;
  face.box.x = (column + box[0]) * stride - face.box.width / 2;
  face.box.y = (row + box[1]) * stride - face.box.height / 2;
  for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
    face.landmarks[i] = {(column + points[2 * i]) * stride, (row + points[2 * i + 1]) * stride};
  }
  return face;
}

}  // namespace

void decode_level(const YunetLevel& level, float threshold, std::vector<Face>& faces) {
  const float squared = threshold * threshold;
  for (std::size_t cell = 0; cell < level.classes.size(); ++cell) {
    const float product = level.classes[cell] * level.objects[cell];
    if (!(product >= squared)) continue;  // NaN too
    Face face = face_at(level, cell, std::min(std::sqrt(product), 1.0F));
    if (std::isfinite(face.box.width) && std::isfinite(face.box.height)) faces.push_back(face);
  }
}

std::vector<Face> suppress_overlaps(std::vector<Face> faces, float max_iou) {
  std::ranges::stable_sort(faces, std::ranges::greater{}, &Face::score);
  std::vector<Face> kept;
  for (Face& face : faces) {
    const bool covered = std::ranges::any_of(
        kept, [&](const Face& better) { return intersection_over_union(better.box, face.box) > max_iou; });
    if (!covered) kept.push_back(std::move(face));
  }
  return kept;
}

}  // namespace attendsense::vision
