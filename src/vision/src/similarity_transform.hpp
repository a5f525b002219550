#pragma once

#include "attendsense/vision/face.hpp"

namespace attendsense::vision {

// (x, y) -> (a x - b y + tx, b x + a y + ty): turning, scaling and moving, no mirroring.
struct Similarity {
  double a = 1;
  double b = 0;
  double x = 0;
  double y = 0;
};

// The one that brings `from` closest to `to` in the sense of least squares, in closed form.
[[nodiscard]] Similarity fit_similarity(const Landmarks& from, const Landmarks& to);

}  // namespace attendsense::vision
