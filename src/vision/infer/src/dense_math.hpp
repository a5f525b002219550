#pragma once

// Plain arithmetic on dense, row-major tensors: for folding constants, and for the few small tensors of a network
// that are no pictures.

#include <span>

#include "graph.hpp"

namespace attendsense::vision::infer {

struct DenseView {
  const Shape& shape;
  std::span<const float> data;
};

// out, of the shape broadcast(a.shape, b.shape).
void apply_binary(Arithmetic arithmetic, DenseView a, DenseView b, std::span<float> out);

// out, whose axis i is axis permutation[i] of x; an empty permutation reverses the axes.
void apply_transpose(DenseView x, const std::vector<std::int64_t>& permutation, std::span<float> out);

// Along the last axis.
void apply_softmax(DenseView x, std::span<float> out);

}  // namespace attendsense::vision::infer
