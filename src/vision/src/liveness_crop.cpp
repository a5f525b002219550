#include "liveness_crop.hpp"

#include <algorithm>
#include <cmath>

namespace attendsense::vision {
namespace {

// One side: `length` pixels about `centre`, within 0..limit-1. Both ends belong to the crop.
std::pair<int, int> span_within(float centre, float length, int limit) {
  const auto last = static_cast<float>(limit - 1);
  float begin = centre - length / 2;
  float end = centre + length / 2;
  if (begin < 0) {
    end -= begin;
    begin = 0;
  }
  if (end > last) {
    begin -= end - last;
    end = last;
  }
  const int first = std::clamp(static_cast<int>(begin), 0, limit - 1);
  return {first, std::clamp(static_cast<int>(end), first, limit - 1) - first + 1};
}

}  // namespace

Box retinaface_box(const Box& yunet) {
  const float side = std::sqrt(yunet.width * yunet.height);
  const float width = 1.003F * side;
  const float height = 1.03F * side;
  const float x = yunet.x + yunet.width / 2;
  const float y = yunet.y + yunet.height / 2 + 0.0625F * yunet.height;
  return {x - width / 2, y - height / 2, width, height};
}

float feasible_scale(ImageView image, const Box& box, float wanted) {
  const float by_width = static_cast<float>(image.width - 1) / std::max(box.width, 1.0F);
  const float by_height = static_cast<float>(image.height - 1) / std::max(box.height, 1.0F);
  return std::min({wanted, by_width, by_height});
}

CropWindow liveness_window(ImageView image, const Box& box, float wanted) {
  const float scale = feasible_scale(image, box, wanted);
  const auto [x, width] = span_within(box.x + box.width / 2, box.width * scale, image.width);
  const auto [y, height] = span_within(box.y + box.height / 2, box.height * scale, image.height);
  return {x, y, width, height};
}

}  // namespace attendsense::vision
