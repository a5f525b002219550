#pragma once

#include "attendsense/vision/image.hpp"

namespace attendsense::vision {

// The area that two boxes share, as a part of the area that they cover together: 0..1.
[[nodiscard]] float intersection_over_union(const Box& a, const Box& b);

}  // namespace attendsense::vision
