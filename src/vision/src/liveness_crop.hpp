#pragma once

#include "attendsense/vision/face.hpp"

namespace attendsense::vision {

// Whole pixels; right and bottom exclusive.
struct CropWindow {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

// The box as the detector that the liveness nets were trained with (RetinaFace) draws it, from a YuNet box.
[[nodiscard]] Box retinaface_box(const Box& yunet);

// By how much the box may be enlarged before it is as wide or high as the picture less one pixel; at most `wanted`.
[[nodiscard]] float feasible_scale(ImageView image, const Box& box, float wanted);

// The box enlarged about its centre by feasible_scale() and shifted, not clipped, into the picture.
[[nodiscard]] CropWindow liveness_window(ImageView image, const Box& box, float wanted);

}  // namespace attendsense::vision
