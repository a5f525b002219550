#include "gallery_codes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gallery_kernels.hpp"

namespace attendsense::vision {
namespace {

constexpr double kNormSlack = 1e-3;  // what Embedding::parse() lets a stored vector differ from unit length
constexpr float kLargestCode = 127;

// To the nearest integer, halves to even, for magnitudes below 2^22: from 2^23 on a float has no fraction left.
// std::nearbyint is a call into the library for each value, which loading a large gallery feels.
float nearest(float value) {
  constexpr float kNoFraction = 0x1.8p23F;
  return (value + kNoFraction) - kNoFraction;
}

struct Coding {
  double scale = 0;
  double residual = 0;
};

// Calls put(index, code) for each value.
template <class Put>
Coding encode(std::span<const float> values, Put&& put) {
  float largest = 0;
  for (const float value : values) largest = std::max(largest, std::abs(value));
  // As float from here on: the search multiplies with the rounded scale, so the residual is that of the rounded scale.
  const float scale = std::max(largest / kLargestCode, std::numeric_limits<float>::min());
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float code = std::clamp(nearest(values[i] / scale), -kLargestCode, kLargestCode);
    const double error = static_cast<double>(values[i]) - static_cast<double>(scale) * static_cast<double>(code);
    squares += error * error;
    put(i, static_cast<int>(code));
  }
  return {scale, std::sqrt(squares)};
}

float rounded_up(double value) {
  return std::nextafter(static_cast<float>(value), std::numeric_limits<float>::infinity());
}

}  // namespace

std::size_t code_stride(std::size_t dimensions) {
  return (dimensions + kCodeStep - 1) / kCodeStep * kCodeStep;
}

CodedRow encode_row(std::span<const float> values, std::span<std::uint8_t> codes) {
  std::ranges::fill(codes, kCodeZero);
  const Coding coding =
      encode(values, [&](std::size_t i, int code) { codes[i] = static_cast<std::uint8_t>(code + int{kCodeZero}); });
  return {static_cast<float>(coding.scale), rounded_up(coding.residual)};
}

CodedProbe::CodedProbe(std::span<const float> values) : codes_(code_stride(values.size())) {
  const Coding coding = encode(values, [&](std::size_t i, int code) { codes_[i] = static_cast<std::int8_t>(code); });
  scale_ = static_cast<float>(coding.scale);
  slope_ = rounded_up(1 + kNormSlack + coding.residual);
  // A float32 sum of n products of unit vectors errs by at most n * 2^-24; the bound's own few operations by less.
  const double rounding = 2.0 * static_cast<double>(values.size() + 16) * 0x1p-24;
  constant_ = rounded_up((1 + kNormSlack) * coding.residual + rounding);
}

void CodedProbe::upper_bounds(std::span<const std::int32_t> dots, const CodedRow* rows, float* bounds) const {
  for (std::size_t i = 0; i < dots.size(); ++i) {
    bounds[i] = rows[i].scale * scale_ * static_cast<float>(dots[i]) + rows[i].residual * slope_ + constant_;
  }
}

}  // namespace attendsense::vision
