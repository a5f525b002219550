#pragma once

// The 8-bit shadow of a gallery, and the bound that makes searching it exact.
//
// A row x is stored as x = s q + e with integer codes q within -127..127; the norm of the residual e is kept. A probe
// y is coded alike, y = t p + f. Then
//     x.y = s t (q.p) + s (q.f) + e.y
// and by Cauchy-Schwarz, with |x| and |y| at most 1 + kNormSlack,
//     x.y <= s t (q.p) + (|x| + |e|) |f| + |e| |y|.
// q.p is exact in integers. `upper_bounds` adds what float32 may lose in computing the bound and in the similarity
// itself, so that a row whose bound is below some similarity cannot reach that similarity.

#include <cstdint>
#include <span>
#include <vector>

#include "aligned_buffer.hpp"

namespace attendsense::vision {

struct CodedRow {
  float scale = 0;     // s
  float residual = 0;  // |e|, rounded up
};

// The row length in codes: dimensions rounded up to a multiple of kCodeStep.
[[nodiscard]] std::size_t code_stride(std::size_t dimensions);

// Writes the codes of a unit vector with the storage offset; `codes` has code_stride() places.
CodedRow encode_row(std::span<const float> values, std::span<std::uint8_t> codes);

class CodedProbe {
 public:
  explicit CodedProbe(std::span<const float> values);

  [[nodiscard]] const std::int8_t* codes() const { return codes_.data(); }

  // bounds[i] >= similarity of the probe with row i. `dots` are those of the kernels.
  void upper_bounds(std::span<const std::int32_t> dots, const CodedRow* rows, float* bounds) const;

 private:
  AlignedVector<std::int8_t> codes_;
  float scale_ = 0;     // t
  float slope_ = 0;     // what one unit of |e| adds: |y| + |f|
  float constant_ = 0;  // |x| |f| and the rounding
};

}  // namespace attendsense::vision
