#pragma once

#include <cstddef>
#include <span>

namespace attendsense::vision {

// The similarity of two unit vectors of one length in float32, summed in sixteen lanes whatever the processor, so that
// a pair has the same value, to the last bit, wherever it is computed.
[[nodiscard]] float exact_dot(std::span<const float> a, std::span<const float> b);

}  // namespace attendsense::vision
