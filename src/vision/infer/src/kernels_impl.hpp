// The kernels in terms of vectors of kLanes floats. Included by one unit for each instruction set, each compiled with
// its own flags, so everything is in an unnamed namespace and nothing of the standard library is called: an inline
// function compiled here must not be picked by the linker for another unit.
//
// The unit defines ATTENDSENSE_LANES, and ATTENDSENSE_MOST_PIXELS_n, the largest tile of n units that still fits the
// registers (0: not with n units at a time).

#include <cstddef>
#include <cstdint>

#include "kernels.hpp"

namespace attendsense::vision::infer {

namespace {

constexpr std::size_t kLanes = ATTENDSENSE_LANES;
constexpr std::size_t kVectorsInUnit = kUnit / kLanes;

using Vector = float __attribute__((vector_size(kLanes * sizeof(float)), aligned(sizeof(float)), may_alias));
using Integers = std::int32_t __attribute__((vector_size(kLanes * sizeof(float))));

inline const Vector& load(const float* from) {
  return *reinterpret_cast<const Vector*>(from);
}

inline void store(float* to, const Vector& value) {
  *reinterpret_cast<Vector*>(to) = value;
}

inline Vector splat(float value) {
  return value - Vector{};
}

// Comparisons are such that NaN goes through.
inline Vector finish(Vector value, Post post, const float* slopes) {
  if (post == Post::relu) return value < 0 ? Vector{} : value;
  if (post == Post::slopes) return value < 0 ? value * load(slopes) : value;
  return value;
}

// kPixels pixels by kUnits units of outputs, held in registers while the taps go by.
template <std::size_t kPixels, std::size_t kUnits, bool kConsecutive>
void product_tile(const Product& product, std::size_t unit, const float* source, const float* residual,
                  float* destination) {
  constexpr std::size_t kVectors = kUnits * kVectorsInUnit;
  const std::size_t taps = product.taps;
  const std::size_t step = product.source_step;
  const float* weights = product.weights + unit * taps * kUnit;
  const float* bias = product.bias + unit * kUnit;
  Vector sums[kPixels][kVectors];
#pragma GCC unroll 32
  for (std::size_t p = 0; p < kPixels; ++p) {
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kVectors; ++v) sums[p][v] = load(bias + v * kLanes);
  }
  for (std::size_t k = 0; k < taps; ++k) {
    Vector column[kVectors];
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kVectors; ++v) {
      column[v] = load(weights + (v / kVectorsInUnit * taps + k) * kUnit + v % kVectorsInUnit * kLanes);
    }
    const float* tap = source + (kConsecutive ? static_cast<std::ptrdiff_t>(k) : product.offsets[k]);
#pragma GCC unroll 32
    for (std::size_t p = 0; p < kPixels; ++p) {
      const Vector value = splat(tap[p * step]);
#pragma GCC unroll 8
      for (std::size_t v = 0; v < kVectors; ++v) sums[p][v] += value * column[v];
    }
  }
  if (residual != nullptr) {
#pragma GCC unroll 32
    for (std::size_t p = 0; p < kPixels; ++p) {
#pragma GCC unroll 8
      for (std::size_t v = 0; v < kVectors; ++v) sums[p][v] += load(residual + p * product.residual_step + v * kLanes);
    }
  }
  if (product.post != Post::none) {
    const float* slopes = product.slopes + unit * kUnit;
    const bool is_relu = product.post == Post::relu;
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kVectors; ++v) {
      const Vector slope = is_relu ? Vector{} : load(slopes + v * kLanes);
#pragma GCC unroll 32
      for (std::size_t p = 0; p < kPixels; ++p) sums[p][v] = sums[p][v] < 0 ? sums[p][v] * slope : sums[p][v];
    }
  }
#pragma GCC unroll 32
  for (std::size_t p = 0; p < kPixels; ++p) {
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kVectors; ++v)
      store(destination + p * product.destination_step + v * kLanes, sums[p][v]);
  }
}

using Tile = void (*)(const Product&, std::size_t, const float*, const float*, float*);

// tile_table[p - 1] handles p pixels.
template <std::size_t kUnits, bool kConsecutive, std::size_t... kIndex>
struct TileTable {
  static constexpr Tile kTiles[] = {product_tile<kIndex + 1, kUnits, kConsecutive>...};
};

template <std::size_t kUnits, bool kConsecutive, std::size_t kCount, std::size_t... kIndex>
struct MakeTileTable : MakeTileTable<kUnits, kConsecutive, kCount - 1, kCount - 1, kIndex...> {};

template <std::size_t kUnits, bool kConsecutive, std::size_t... kIndex>
struct MakeTileTable<kUnits, kConsecutive, 0, kIndex...> : TileTable<kUnits, kConsecutive, kIndex...> {};

// All rows for kUnits units of outputs, in tiles of nearly equal width.
template <std::size_t kUnits, std::size_t kMostPixels>
void product_units(const Product& product, const ProductRows& rows, std::size_t unit) {
  const Tile* tiles = product.offsets == nullptr ? MakeTileTable<kUnits, true, kMostPixels>::kTiles
                                                 : MakeTileTable<kUnits, false, kMostPixels>::kTiles;
  const std::size_t count = (rows.width + kMostPixels - 1) / kMostPixels;
  const std::size_t narrow = rows.width / count;
  const std::size_t wide = rows.width % count;  // tiles that are one pixel wider
  for (std::size_t row = 0; row < rows.rows; ++row) {
    const float* source = rows.source[row];
    const float* residual = rows.residual != nullptr ? rows.residual[row] + unit * kUnit : nullptr;
    float* destination = rows.destination[row] + unit * kUnit;
    for (std::size_t tile = 0; tile < count; ++tile) {
      const std::size_t pixels = narrow + (tile < wide ? 1 : 0);
      tiles[pixels - 1](product, unit, source, residual, destination);
      source += pixels * product.source_step;
      destination += pixels * product.destination_step;
      if (residual != nullptr) residual += pixels * product.residual_step;
    }
  }
}

void product(const Product& product, const ProductRows& rows) {
  std::size_t unit = 0;
  while (unit < product.units) {
    [[maybe_unused]] const std::size_t left = product.units - unit;
#if ATTENDSENSE_MOST_PIXELS_4 > 0
    if (left >= 4 && left != 5) {
      product_units<4, ATTENDSENSE_MOST_PIXELS_4>(product, rows, unit);
      unit += 4;
      continue;
    }
#endif
#if ATTENDSENSE_MOST_PIXELS_3 > 0
    if (left == 3 || left == 5) {
      product_units<3, ATTENDSENSE_MOST_PIXELS_3>(product, rows, unit);
      unit += 3;
      continue;
    }
#endif
#if ATTENDSENSE_MOST_PIXELS_2 > 0
    if (left >= 2) {
      product_units<2, ATTENDSENSE_MOST_PIXELS_2>(product, rows, unit);
      unit += 2;
      continue;
    }
#endif
    product_units<1, ATTENDSENSE_MOST_PIXELS_1>(product, rows, unit);
    ++unit;
  }
}

// kPixels neighbours of a 3x3 window at once: each column that two of them see is loaded once.
template <std::size_t kPixels, std::size_t kStride>
void depthwise_3x3(const Depthwise& window, const float* const* rows, float* out, std::size_t x) {
  constexpr std::size_t kColumns = (kPixels - 1) * kStride + 3;
  const std::size_t channels = window.channels;
  for (std::size_t c = 0; c < channels; c += kLanes) {
    Vector sums[kPixels];
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kPixels; ++p) sums[p] = load(window.bias + c);
#pragma GCC unroll 3
    for (std::size_t ky = 0; ky < 3; ++ky) {
      const float* row = rows[ky] + x * kStride * channels + c;
      Vector columns[kColumns];
#pragma GCC unroll 32
      for (std::size_t i = 0; i < kColumns; ++i) columns[i] = load(row + i * channels);
#pragma GCC unroll 3
      for (std::size_t kx = 0; kx < 3; ++kx) {
        const Vector weight = load(window.weights + (ky * 3 + kx) * channels + c);
#pragma GCC unroll 16
        for (std::size_t p = 0; p < kPixels; ++p) sums[p] += columns[p * kStride + kx] * weight;
      }
    }
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kPixels; ++p) {
      store(out + (x + p) * channels + c, finish(sums[p], window.post, window.slopes + c));
    }
  }
}

template <std::size_t kStride>
void depthwise_row_3x3(const Depthwise& window, const float* const* rows, float* out, std::size_t width) {
  constexpr std::size_t kPixels = kLanes == 4 || kStride == 2 ? 4 : 8;
  std::size_t x = 0;
  for (; x + kPixels <= width; x += kPixels) depthwise_3x3<kPixels, kStride>(window, rows, out, x);
  for (; x + 2 <= width; x += 2) depthwise_3x3<2, kStride>(window, rows, out, x);
  for (; x < width; ++x) depthwise_3x3<1, kStride>(window, rows, out, x);
}

void depthwise(const Depthwise& window, const float* const* rows, float* out, std::size_t width) {
  if (window.kernel_height == 3 && window.kernel_width == 3 && window.stride == 1) {
    return depthwise_row_3x3<1>(window, rows, out, width);
  }
  if (window.kernel_height == 3 && window.kernel_width == 3 && window.stride == 2) {
    return depthwise_row_3x3<2>(window, rows, out, width);
  }
  const std::size_t channels = window.channels;
  for (std::size_t x = 0; x < width; ++x) {
    for (std::size_t c = 0; c < channels; c += kLanes) {
      Vector sum = load(window.bias + c);
      for (std::size_t ky = 0; ky < window.kernel_height; ++ky) {
        const float* row = rows[ky] + x * window.stride * channels + c;
        const float* weights = window.weights + ky * window.kernel_width * channels + c;
        for (std::size_t kx = 0; kx < window.kernel_width; ++kx) {
          sum += load(row + kx * channels) * load(weights + kx * channels);
        }
      }
      store(out + x * channels + c, finish(sum, window.post, window.slopes + c));
    }
  }
}

void max_pool(const Depthwise& window, const float* const* rows, float* out, std::size_t width) {
  const std::size_t channels = window.channels;
  for (std::size_t x = 0; x < width; ++x) {
    for (std::size_t c = 0; c < channels; c += kLanes) {
      Vector largest = load(rows[0] + x * window.stride * channels + c);
      for (std::size_t ky = 0; ky < window.kernel_height; ++ky) {
        const float* row = rows[ky] + x * window.stride * channels + c;
        for (std::size_t kx = 0; kx < window.kernel_width; ++kx) {
          const Vector value = load(row + kx * channels);
          largest = largest >= value ? largest : value;
        }
      }
      store(out + x * channels + c, largest);
    }
  }
}

void add_upsampled(const float* a, const float* b, std::size_t factor, std::size_t channels, float* out,
                   std::size_t width) {
  for (std::size_t x = 0; x < width; ++x) {
    const float* small = b + x / factor * channels;
    for (std::size_t c = 0; c < channels; c += kLanes) {
      const Vector value = load(small + c);
      store(out + x * channels + c, a != nullptr ? load(a + x * channels + c) + value : value);
    }
  }
}

void average(const float* in, std::size_t pixels, std::size_t channels, float* out) {
  const Vector share = splat(1.0F / static_cast<float>(pixels));
  for (std::size_t c = 0; c < channels; c += kLanes) {
    Vector sums[4] = {};
    std::size_t p = 0;
    for (; p + 4 <= pixels; p += 4) {
#pragma GCC unroll 4
      for (std::size_t i = 0; i < 4; ++i) sums[i] += load(in + (p + i) * channels + c);
    }
    for (; p < pixels; ++p) sums[0] += load(in + p * channels + c);
    store(out + c, ((sums[0] + sums[1]) + (sums[2] + sums[3])) * share);
  }
}

void gate(const float* in, const float* factors, const float* addend, std::size_t pixels, std::size_t channels,
          float* out) {
  for (std::size_t p = 0; p < pixels; ++p) {
    for (std::size_t c = 0; c < channels; c += kLanes) {
      const std::size_t at = p * channels + c;
      Vector value = load(in + at) * load(factors + c);
      if (addend != nullptr) value += load(addend + at);
      store(out + at, value);
    }
  }
}

// Counts are whole units: buffers are padded.
void add(const float* a, const float* b, std::size_t count, float* out) {
  for (std::size_t i = 0; i < count; i += kLanes) store(out + i, load(a + i) + load(b + i));
}

void activate(const float* in, const float* slopes, Post post, std::size_t pixels, std::size_t channels, float* out) {
  for (std::size_t p = 0; p < pixels; ++p) {
    for (std::size_t c = 0; c < channels; c += kLanes) {
      store(out + p * channels + c, finish(load(in + p * channels + c), post, slopes + c));
    }
  }
}

// exp by 2^n * p(r), n whole and |r| <= ln(2) / 2, p the Taylor polynomial of degree 7.
inline Vector exponential(Vector x) {
  x = x > 88.0F ? splat(88.0F) : x;
  x = x < -87.0F ? splat(-87.0F) : x;
  const Vector magic = splat(0x1.8p23F);  // adding it rounds to a whole number and leaves that in the low bits
  const Vector rounded = x * 0x1.715476p0F + magic;
  const Vector n = rounded - magic;
  const Vector r = (x - n * 0x1.62e4p-1F) - n * 0x1.7f7d1cp-20F;  // ln(2) in two parts, n times the first is exact
  Vector p = r * (1.0F / 5040) + 1.0F / 720;
  p = p * r + 1.0F / 120;
  p = p * r + 1.0F / 24;
  p = p * r + 1.0F / 6;
  p = p * r + 0.5F;
  p = p * r + 1.0F;
  p = p * r + 1.0F;
  const Integers bits = (reinterpret_cast<Integers>(rounded) << 23) + 0x3F800000;
  return p * reinterpret_cast<Vector>(bits);
}

void sigmoid(const float* in, std::size_t count, float* out) {
  for (std::size_t i = 0; i < count; i += kLanes) store(out + i, 1.0F / (1.0F + exponential(-load(in + i))));
}

}  // namespace

}  // namespace attendsense::vision::infer
