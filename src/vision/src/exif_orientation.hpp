#pragma once

#include "attendsense/vision/image.hpp"

namespace attendsense::vision {

// How a stored picture is turned upright: clockwise, then mirrored left to right.
struct Orientation {
  int degrees = 0;
  Mirror mirror = Mirror::no;
};

// What a JPEG's EXIF says; upright as it is when there is none or it makes no sense.
[[nodiscard]] Orientation exif_orientation(BytesView jpeg);

}  // namespace attendsense::vision
