#pragma once

#include <bit>
#include <cstdint>

namespace attendsense::vision::infer {

// IEEE 754 binary16 to binary32, exactly; subnormals, infinities and NaN included.
inline float half_to_float(std::uint16_t half) {
  const auto sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
  const auto exponent = (half >> 10) & 0x1FU;
  const auto mantissa = static_cast<std::uint32_t>(half & 0x3FFU);
  if (exponent == 0) {
    const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
    return sign != 0 ? -magnitude : magnitude;
  }
  const auto wide = exponent == 31 ? 0xFFU : exponent + 112U;
  return std::bit_cast<float>(sign | (wide << 23) | (mantissa << 13));
}

}  // namespace attendsense::vision::infer
