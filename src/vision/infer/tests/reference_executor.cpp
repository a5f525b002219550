#include "reference_executor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shapes.hpp"

namespace attendsense::vision::infer {

namespace {

using Tensor = ReferenceTensor;

double& at(Tensor& tensor, std::int64_t c, std::int64_t y, std::int64_t x) {
  const auto& s = tensor.shape;
  return tensor.data[static_cast<std::size_t>((c * s[2] + y) * s[3] + x)];
}

// 0 outside the picture.
double at(const Tensor& tensor, std::int64_t c, std::int64_t y, std::int64_t x, double outside = 0) {
  const auto& s = tensor.shape;
  if (y < 0 || y >= s[2] || x < 0 || x >= s[3]) return outside;
  return tensor.data[static_cast<std::size_t>((c * s[2] + y) * s[3] + x)];
}

double element(const Tensor& list, std::int64_t index) {
  return list.data[list.data.size() == 1 ? 0 : static_cast<std::size_t>(index)];
}

class Executor {
 public:
  Executor(std::vector<Tensor>& values, const Node& node, const Shape& shape)
      : values_(values), node_(node), out_{shape, std::vector<double>(element_count(shape))} {}

  Tensor operator()(const Convolution& convolution) {
    const auto& x = in(0);
    const auto& w = in(1);
    auto window = convolution.window;
    window.kernel = {w.shape[2], w.shape[3]};
    window = resolve_padding(window, {x.shape[2], x.shape[3]});
    const auto per_group = w.shape[0] / convolution.groups;
    each_pixel([&](std::int64_t o, std::int64_t y, std::int64_t column) {
      double sum = node_.inputs.size() > 2 ? element(in(2), o) : 0;
      for (std::int64_t i = 0; i < w.shape[1]; ++i) {
        each_tap(window, y, column, [&](std::int64_t ky, std::int64_t kx, std::int64_t row, std::int64_t col) {
          const auto index = ((o * w.shape[1] + i) * w.shape[2] + ky) * w.shape[3] + kx;
          sum += w.data[static_cast<std::size_t>(index)] * at(x, o / per_group * w.shape[1] + i, row, col);
        });
      }
      if (convolution.residual) sum += at(in(3), o, y, column);
      return activate(convolution.activation, o, sum);
    });
    return out_;
  }

  Tensor operator()(const Affine& /*affine*/) {
    return by_channel([this](double x, std::int64_t c) { return x * element(in(1), c) + element(in(2), c); });
  }

  Tensor operator()(const BatchNorm& norm) {
    return by_channel([&](double x, std::int64_t c) {
      return (x - element(in(3), c)) / std::sqrt(element(in(4), c) + static_cast<double>(norm.epsilon)) *
                 element(in(1), c) +
             element(in(2), c);
    });
  }

  Tensor operator()(const Activate& operation) {
    return by_channel([&](double x, std::int64_t c) { return activate(operation.activation, c, x); });
  }

  Tensor operator()(const PRelu& /*prelu*/) {
    return by_channel([this](double x, std::int64_t c) { return x < 0 ? x * element(in(1), c) : x; });
  }

  Tensor operator()(const Sigmoid& /*sigmoid*/) {
    return by_channel([](double x, std::int64_t) { return 1 / (1 + std::exp(-x)); });
  }

  Tensor operator()(const Binary& binary) {
    for (std::size_t i = 0; i < out_.data.size(); ++i) {
      const double a = broadcast_element(in(0), i);
      const double b = broadcast_element(in(1), i);
      switch (binary.arithmetic) {
        case Arithmetic::add:
          out_.data[i] = a + b;
          break;
        case Arithmetic::subtract:
          out_.data[i] = a - b;
          break;
        case Arithmetic::multiply:
          out_.data[i] = a * b;
          break;
        case Arithmetic::divide:
          out_.data[i] = a / b;
          break;
      }
    }
    return out_;
  }

  Tensor operator()(const Gate& gate) {
    each_pixel([&](std::int64_t c, std::int64_t y, std::int64_t x) {
      return at(in(0), c, y, x) * at(in(1), c, 0, 0) + (gate.with_addend ? at(in(2), c, y, x) : 0);
    });
    return out_;
  }

  Tensor operator()(const MaxPool& pool) {
    constexpr double kLowest = -std::numeric_limits<double>::infinity();
    const auto window = resolve_padding(pool.window, {in(0).shape[2], in(0).shape[3]});
    each_pixel([&](std::int64_t c, std::int64_t y, std::int64_t x) {
      double largest = kLowest;
      each_tap(window, y, x, [&](std::int64_t, std::int64_t, std::int64_t row, std::int64_t col) {
        largest = std::max(largest, at(in(0), c, row, col, kLowest));
      });
      return largest;
    });
    return out_;
  }

  Tensor operator()(const AveragePool& pool) {
    const auto window = resolve_padding(pool.window, {in(0).shape[2], in(0).shape[3]});
    const auto& s = in(0).shape;
    each_pixel([&](std::int64_t c, std::int64_t y, std::int64_t x) {
      double sum = 0;
      double count = 0;
      each_tap(window, y, x, [&](std::int64_t, std::int64_t, std::int64_t row, std::int64_t col) {
        const bool inside = row >= 0 && row < s[2] && col >= 0 && col < s[3];
        sum += at(in(0), c, row, col);
        count += inside || pool.count_padding ? 1 : 0;
      });
      return sum / count;
    });
    return out_;
  }

  Tensor operator()(const GlobalAverage& /*average*/) {
    const auto& x = in(0);
    const auto pixels = static_cast<std::size_t>(x.shape[2] * x.shape[3]);
    for (std::size_t c = 0; c < out_.data.size(); ++c) {
      for (std::size_t p = 0; p < pixels; ++p) out_.data[c] += x.data[c * pixels + p] / static_cast<double>(pixels);
    }
    return out_;
  }

  Tensor operator()(const Upsample& upsample) {
    each_pixel([&](std::int64_t c, std::int64_t y, std::int64_t x) {
      return at(in(0), c, y / upsample.factor[0], x / upsample.factor[1]);
    });
    return out_;
  }

  Tensor operator()(const Transpose& transpose) {
    const auto& x = in(0);
    for (std::size_t i = 0; i < out_.data.size(); ++i) {
      const auto index = unravel(i, out_.shape);
      std::vector<std::int64_t> source(index.size());
      for (std::size_t axis = 0; axis < index.size(); ++axis) {
        const auto from = transpose.permutation.empty() ? index.size() - 1 - axis
                                                        : static_cast<std::size_t>(transpose.permutation[axis]);
        source[from] = index[axis];
      }
      std::size_t offset = 0;
      for (std::size_t axis = 0; axis < source.size(); ++axis) {
        offset = offset * static_cast<std::size_t>(x.shape[axis]) + static_cast<std::size_t>(source[axis]);
      }
      out_.data[i] = x.data[offset];
    }
    return out_;
  }

  Tensor operator()(const Reshape& /*reshape*/) { return {out_.shape, in(0).data}; }

  Tensor operator()(const Flatten& /*flatten*/) { return {out_.shape, in(0).data}; }

  Tensor operator()(const Identity& /*identity*/) { return in(0); }

  Tensor operator()(const Softmax& /*softmax*/) {
    const auto width = static_cast<std::size_t>(out_.shape.back());
    for (std::size_t row = 0; row < out_.data.size(); row += width) {
      double sum = 0;
      for (std::size_t i = row; i < row + width; ++i) sum += std::exp(in(0).data[i]);
      for (std::size_t i = row; i < row + width; ++i) out_.data[i] = std::exp(in(0).data[i]) / sum;
    }
    return out_;
  }

  Tensor operator()(const MatMul& product) {
    const auto& x = in(0);
    const auto& w = in(1);
    const auto depth = x.data.size();
    for (std::size_t n = 0; n < out_.data.size(); ++n) {
      double sum = 0;
      for (std::size_t k = 0; k < depth; ++k) {
        sum += x.data[k] * w.data[product.transpose_weights ? n * depth + k : k * out_.data.size() + n];
      }
      const double bias = node_.inputs.size() > 2 ? element(in(2), static_cast<std::int64_t>(n)) : 0;
      out_.data[n] = product.alpha * sum + product.beta * bias;
    }
    return out_;
  }

  Tensor operator()(const SliceChannels& slice) {
    each_pixel([&](std::int64_t c, std::int64_t y, std::int64_t x) { return at(in(0), slice.offset + c, y, x); });
    return out_;
  }

 private:
  [[nodiscard]] const Tensor& in(std::size_t input) const { return values_[node_.inputs[input]]; }

  template <class Compute>
  void each_pixel(Compute compute) {
    for (std::int64_t c = 0; c < out_.shape[1]; ++c) {
      for (std::int64_t y = 0; y < out_.shape[2]; ++y) {
        for (std::int64_t x = 0; x < out_.shape[3]; ++x) at(out_, c, y, x) = compute(c, y, x);
      }
    }
  }

  template <class Visit>
  static void each_tap(const Window& window, std::int64_t y, std::int64_t x, Visit visit) {
    for (std::int64_t ky = 0; ky < window.kernel[0]; ++ky) {
      for (std::int64_t kx = 0; kx < window.kernel[1]; ++kx) {
        visit(ky, kx, y * window.stride[0] + ky * window.dilation[0] - window.begin[0],
              x * window.stride[1] + kx * window.dilation[1] - window.begin[1]);
      }
    }
  }

  template <class Compute>
  Tensor by_channel(Compute compute) {
    const auto& x = in(0);
    std::size_t inner = 1;
    for (std::size_t axis = 2; axis < x.shape.size(); ++axis) inner *= static_cast<std::size_t>(x.shape[axis]);
    const auto channels = x.shape.size() > 1 ? static_cast<std::size_t>(x.shape[1]) : 1;
    for (std::size_t i = 0; i < x.data.size(); ++i) {
      out_.data[i] = compute(x.data[i], static_cast<std::int64_t>(i / inner % channels));
    }
    return out_;
  }

  static double activate(const Activation& activation, std::int64_t channel, double x) {
    if (activation.kind == Activation::Kind::none || x >= 0) return x;
    if (activation.kind == Activation::Kind::relu) return 0;
    const auto& slopes = activation.slopes;
    return x * slopes[slopes.size() == 1 ? 0 : static_cast<std::size_t>(channel)];
  }

  static std::vector<std::int64_t> unravel(std::size_t offset, const Shape& shape) {
    std::vector<std::int64_t> index(shape.size());
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      index[axis] = static_cast<std::int64_t>(offset % static_cast<std::size_t>(shape[axis]));
      offset /= static_cast<std::size_t>(shape[axis]);
    }
    return index;
  }

  [[nodiscard]] double broadcast_element(const Tensor& tensor, std::size_t i) const {
    const auto index = unravel(i, out_.shape);
    std::size_t offset = 0;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
      const auto position = index[index.size() - tensor.shape.size() + axis];
      offset = offset * static_cast<std::size_t>(tensor.shape[axis]) +
               (tensor.shape[axis] == 1 ? 0 : static_cast<std::size_t>(position));
    }
    return tensor.data[offset];
  }

  std::vector<Tensor>& values_;
  const Node& node_;
  Tensor out_;
};

// Where a value is given to a node as a list of integers (a reshape's target), shape inference must know it.
Shape shape_of(const Graph& graph, const std::vector<Tensor>& values, const Node& node) {
  Graph single;
  single.values = graph.values;
  for (ValueId value = 0; value < single.values.size(); ++value) single.values[value].constant = nullptr;
  Node copy = node;
  if (std::holds_alternative<PRelu>(copy.operation) || std::holds_alternative<BatchNorm>(copy.operation)) {
    return values[node.inputs[0]].shape;
  }
  if (auto* reshape = std::get_if<Reshape>(&copy.operation); reshape != nullptr && node.inputs.size() > 1) {
    reshape->target = graph.constant(node.inputs[1])->integers;
  }
  if (const auto* binary = std::get_if<Binary>(&copy.operation); binary != nullptr) {
    return broadcast(values[node.inputs[0]].shape, values[node.inputs[1]].shape);
  }
  if (const auto* product = std::get_if<MatMul>(&copy.operation); product != nullptr) {
    const auto& w = values[node.inputs[1]].shape;
    return {1, product->transpose_weights ? w[0] : w[1]};
  }
  for (std::size_t i = 1; i < node.inputs.size(); ++i) {
    single.values[node.inputs[i]].constant = make_constant(values[node.inputs[i]].shape, {});
  }
  single.inputs = {node.inputs[0]};
  single.nodes = {copy};
  return infer_shapes(single, values[node.inputs[0]].shape)[node.output];
}

}  // namespace

std::vector<ReferenceTensor> execute_plainly(const Graph& graph, const ReferenceTensor& input) {
  std::vector<Tensor> values(graph.values.size());
  for (ValueId value = 0; value < values.size(); ++value) {
    const auto& constant = graph.constant(value);
    if (!constant) continue;
    values[value] = {constant->shape, {constant->floats.begin(), constant->floats.end()}};
  }
  values[graph.inputs.front()] = input;
  for (const auto& node : graph.nodes) {
    values[node.output] = std::visit(Executor(values, node, shape_of(graph, values, node)), node.operation);
  }
  std::vector<ReferenceTensor> outputs;
  for (const auto output : graph.outputs) outputs.push_back(values[output]);
  return outputs;
}

}  // namespace attendsense::vision::infer
