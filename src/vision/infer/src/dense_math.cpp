#include "dense_math.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "shapes.hpp"

namespace attendsense::vision::infer {

namespace {

// For each axis of `shape`, how far an index step moves in a dense tensor of `of`, right-aligned; 0 where it repeats.
std::vector<std::size_t> broadcast_strides(const Shape& of, const Shape& shape) {
  std::vector<std::size_t> strides(shape.size());
  std::size_t stride = 1;
  for (std::size_t i = 0; i < of.size(); ++i) {
    const auto dimension = of[of.size() - 1 - i];
    strides[shape.size() - 1 - i] = dimension == 1 ? 0 : stride;
    stride *= static_cast<std::size_t>(dimension);
  }
  return strides;
}

// Calls visit(i, offsets) for each element i of a tensor of `shape`, with the offset that each stride list gives it.
template <std::size_t kCount, class Visit>
void walk(const Shape& shape, const std::array<std::vector<std::size_t>, kCount>& strides, Visit visit) {
  std::vector<std::int64_t> index(shape.size());
  std::array<std::size_t, kCount> offsets{};
  const auto count = element_count(shape);
  for (std::size_t i = 0; i < count; ++i) {
    visit(i, offsets);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      for (std::size_t k = 0; k < kCount; ++k) offsets[k] += strides[k][axis];
      if (++index[axis] < shape[axis]) break;
      for (std::size_t k = 0; k < kCount; ++k) offsets[k] -= strides[k][axis] * static_cast<std::size_t>(shape[axis]);
      index[axis] = 0;
    }
  }
}

float apply(Arithmetic arithmetic, float a, float b) {
  switch (arithmetic) {
    case Arithmetic::add:
      return a + b;
    case Arithmetic::subtract:
      return a - b;
    case Arithmetic::multiply:
      return a * b;
    case Arithmetic::divide:
      return a / b;
  }
  return 0;
}

}  // namespace

void apply_binary(Arithmetic arithmetic, DenseView a, DenseView b, std::span<float> out) {
  const auto shape = broadcast(a.shape, b.shape);
  walk<2>(shape, {broadcast_strides(a.shape, shape), broadcast_strides(b.shape, shape)},
          [&](std::size_t i, const auto& at) { out[i] = apply(arithmetic, a.data[at[0]], b.data[at[1]]); });
}

void apply_transpose(DenseView x, const std::vector<std::int64_t>& permutation, std::span<float> out) {
  const auto rank = x.shape.size();
  std::vector<std::size_t> source(rank, 1);
  for (std::size_t i = rank; i-- > 1;) source[i - 1] = source[i] * static_cast<std::size_t>(x.shape[i]);
  Shape shape(rank);
  std::vector<std::size_t> strides(rank);
  for (std::size_t i = 0; i < rank; ++i) {
    const auto axis = permutation.empty() ? rank - 1 - i : static_cast<std::size_t>(permutation[i]);
    shape[i] = x.shape[axis];
    strides[i] = source[axis];
  }
  walk<1>(shape, {strides}, [&](std::size_t i, const auto& at) { out[i] = x.data[at[0]]; });
}

void apply_softmax(DenseView x, std::span<float> out) {
  const auto width = static_cast<std::size_t>(x.shape.back());
  for (std::size_t row = 0; row < x.data.size(); row += width) {
    const auto from = x.data.subspan(row, width);
    const auto to = out.subspan(row, width);
    const float largest = *std::ranges::max_element(from);
    std::ranges::transform(from, to.begin(), [largest](float value) { return std::exp(value - largest); });
    const float sum = std::accumulate(to.begin(), to.end(), 0.0F);
    for (auto& value : to) value /= sum;
  }
}

}  // namespace attendsense::vision::infer
