#pragma once

// The vector kernels, one table for each instruction set. Pictures lie channels-last; the channels of a pixel are
// padded to whole units of kUnit floats, the padding is zero. Nothing here allocates or checks.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace attendsense::vision::infer {

constexpr std::size_t kUnit = 16;  // floats: one AVX-512 register, two of AVX2

constexpr std::size_t round_up_to_unit(std::size_t channels) {
  return (channels + kUnit - 1) / kUnit * kUnit;
}

enum class Post { none, relu, slopes };

// A product of pixels and weights: out[p][o] = post(bias[o] + sum over k of in[p * source_step + tap(k)] *
// weights[k][o]
// + residual[p][o]). With tap(k) = k it is a 1x1 convolution; with a table of offsets, any dense one.
struct Product {
  const float* weights;  // [units][taps][kUnit]
  const float* bias;     // [units * kUnit]
  const float* slopes;   // [units * kUnit], for Post::slopes: what negative results are multiplied by
  Post post;
  const std::ptrdiff_t* offsets;  // [taps] in floats; null: 0, 1, 2 …
  std::size_t taps;
  std::size_t units;        // of outputs
  std::size_t source_step;  // floats from one pixel to the next
  std::size_t destination_step;
  std::size_t residual_step;
};

// Several rows of pixels at once, so that weights that went into the cache serve all of them.
struct ProductRows {
  const float* const* source;
  const float* const* residual;  // null: none
  float* const* destination;
  std::size_t rows;
  std::size_t width;  // pixels in a row
};

// A depthwise convolution of one row: out[x][c] = post(bias[c] + sum over ky, kx of rows[ky][x * stride + kx][c] *
// weights[ky][kx][c]). The rows start at the left padding.
struct Depthwise {
  const float* weights;  // [kernel_height][kernel_width][channels]
  const float* bias;
  const float* slopes;
  Post post;
  std::size_t kernel_height;
  std::size_t kernel_width;
  std::size_t stride;
  std::size_t channels;  // padded
};

struct Kernels {
  std::string_view name;
  void (*product)(const Product&, const ProductRows&);
  void (*depthwise)(const Depthwise&, const float* const* rows, float* out, std::size_t width);
  // The largest value of each window of one row; as Depthwise.
  void (*max_pool)(const Depthwise& window, const float* const* rows, float* out, std::size_t width);
  // out[x] = a[x] + b[x / factor]: a picture (null: 0) and a smaller one upsampled, one row.
  void (*add_upsampled)(const float* a, const float* b, std::size_t factor, std::size_t channels, float* out,
                        std::size_t width);
  // The mean over all pixels a channel.
  void (*average)(const float* in, std::size_t pixels, std::size_t channels, float* out);
  // out = in * gate[c] + addend; addend null: 0.
  void (*gate)(const float* in, const float* gate, const float* addend, std::size_t pixels, std::size_t channels,
               float* out);
  // out = a + b, out may be a or b.
  void (*add)(const float* a, const float* b, std::size_t count, float* out);
  // out = in < 0 ? in * slopes[c] : in, out may be in.
  void (*activate)(const float* in, const float* slopes, Post post, std::size_t pixels, std::size_t channels,
                   float* out);
  // 1 / (1 + exp(-in)), to about 1e-7; out may be in.
  void (*sigmoid)(const float* in, std::size_t count, float* out);
};

// Those that this processor can run, the fastest first; the last one runs anywhere.
const std::vector<const Kernels*>& available_kernels();

}  // namespace attendsense::vision::infer
