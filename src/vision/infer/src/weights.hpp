#pragma once

// Weights in the order in which the kernels read them, channels padded to whole units with zeroes.

#include "graph.hpp"
#include "kernels.hpp"

namespace attendsense::vision::infer {

// What follows a product or a depthwise convolution.
struct PackedEpilogue {
  std::vector<float> bias;
  std::vector<float> slopes;
  Post post = Post::none;
};

PackedEpilogue pack_epilogue(const std::vector<float>& bias, const Activation& activation, std::size_t channels);

// [rows = outputs][taps] to [units][taps][kUnit].
std::vector<float> pack_product(const std::vector<float>& weights, std::size_t outputs, std::size_t taps);

// [channels][kernel] to [kernel][padded channels].
std::vector<float> pack_depthwise(const std::vector<float>& weights, std::size_t channels);

}  // namespace attendsense::vision::infer
