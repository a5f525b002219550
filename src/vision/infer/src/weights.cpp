#include "weights.hpp"

#include <algorithm>

namespace attendsense::vision::infer {

PackedEpilogue pack_epilogue(const std::vector<float>& bias, const Activation& activation, std::size_t channels) {
  const auto padded = round_up_to_unit(channels);
  PackedEpilogue packed{.bias = bias, .slopes = activation.slopes, .post = Post::none};
  packed.bias.resize(padded);
  if (activation.kind == Activation::Kind::slopes) packed.post = Post::slopes;
  if (activation.kind == Activation::Kind::relu) packed.post = Post::relu;
  packed.slopes.resize(padded, activation.slopes.size() == 1 ? activation.slopes.front() : 0.0F);
  return packed;
}

std::vector<float> pack_product(const std::vector<float>& weights, std::size_t outputs, std::size_t taps) {
  std::vector<float> packed(round_up_to_unit(outputs) * taps);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t k = 0; k < taps; ++k) packed[(o / kUnit * taps + k) * kUnit + o % kUnit] = weights[o * taps + k];
  }
  return packed;
}

std::vector<float> pack_depthwise(const std::vector<float>& weights, std::size_t channels) {
  const auto padded = round_up_to_unit(channels);
  const auto kernel = weights.size() / channels;
  std::vector<float> packed(padded * kernel);
  for (std::size_t c = 0; c < channels; ++c) {
    for (std::size_t k = 0; k < kernel; ++k) packed[k * padded + c] = weights[c * kernel + k];
  }
  return packed;
}

}  // namespace attendsense::vision::infer
