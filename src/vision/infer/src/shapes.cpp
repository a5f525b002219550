#include "shapes.hpp"

#include <algorithm>

#include "fault.hpp"

namespace attendsense::vision::infer {

namespace {

constexpr std::int64_t kLargestWindow = 4096;  // of kernel, stride, dilation, padding

[[noreturn]] void misfit(const Node& node, const std::string& what) {
  throw_unreadable(describe(node) + ": " + what);
}

// The weights of one node, for check_weights.
class WeightCheck {
 public:
  WeightCheck(const Graph& graph, const Node& node) : graph_(graph), node_(node) {}

  void operator()(const Convolution& convolution) const {
    const auto& shape = weights(1, 4).shape;
    if (convolution.groups < 1 || shape[0] % convolution.groups != 0) {
      misfit(node_, std::to_string(convolution.groups) + " groups of weights of " + describe(shape));
    }
    const Extent kernel{shape[2], shape[3]};
    if (convolution.window.kernel != Extent{0, 0} && convolution.window.kernel != kernel) {
      misfit(node_, "a kernel unlike its weights of " + describe(shape));
    }
    if (!convolution.residual && node_.inputs.size() > 3) misfit(node_, "too many inputs");
    require_count(2, shape[0]);
  }

  void operator()(const MatMul& /*product*/) const { require_count(2, weights(1, 2).shape[1]); }

  void operator()(const Affine& /*affine*/) const {
    for (std::size_t i = 1; i <= 2; ++i) require_count(i, weights(i, 1).shape[0]);
  }

  template <class Other>
  void operator()(const Other& /*operation*/) const {
    if (node_.inputs.empty()) misfit(node_, "an input is missing");
  }

 private:
  [[nodiscard]] const Constant& weights(std::size_t input, std::size_t rank) const {
    if (node_.inputs.size() <= input) misfit(node_, "an input is missing");
    const auto& found = graph_.constant(node_.inputs[input]);
    if (!found) throw_unsupported(describe(node_) + ": weights that are not constant are not supported");
    const auto& shape = found->shape;
    if (shape.size() != rank || std::ranges::any_of(shape, [](auto dimension) { return dimension < 1; }) ||
        found->floats.size() != element_count(shape)) {
      misfit(node_, "weights of " + describe(shape));
    }
    return *found;
  }

  void require_count(std::size_t input, std::int64_t count) const {
    if (weights(input, 1).shape[0] != count) misfit(node_, "a bias that does not fit its weights");
  }

  const Graph& graph_;
  const Node& node_;
};

// Computes the shape of one node's output from those of its inputs.
class Inference {
 public:
  Inference(const Graph& graph, const std::vector<Shape>& shapes, const Node& node)
      : graph_(graph), shapes_(shapes), node_(node) {}

  Shape operator()(const Convolution& convolution) const {
    const auto& x = picture();
    const auto& w = weights(1);
    if (x[1] != w[1] * convolution.groups) {
      misfit(node_, "weights of " + describe(w) + " in " + std::to_string(convolution.groups) +
                        " groups for a picture of " + describe(x));
    }
    auto window = convolution.window;
    window.kernel = {w[2], w[3]};
    return slide_over(window, x, w[0], false);
  }

  Shape operator()(const Affine& /*affine*/) const {
    const auto& x = shape(0);
    for (std::size_t i = 1; i <= 2; ++i) {
      if (weights(i)[0] != 1 && (x.size() < 2 || weights(i)[0] != x[1])) {
        misfit(node_, describe(weights(i)) + " factors for " + describe(x));
      }
    }
    return x;
  }

  Shape operator()(const BatchNorm& /*norm*/) const { misfit(node_, "a batch norm that was not folded"); }

  Shape operator()(const Activate& activate) const {
    const auto& x = shape(0);
    const auto slopes = activate.activation.slopes.size();
    if (slopes > 1 && (x.size() < 2 || static_cast<std::size_t>(x[1]) != slopes)) {
      misfit(node_, std::to_string(slopes) + " slopes for " + describe(x));
    }
    return x;
  }

  Shape operator()(const PRelu& /*prelu*/) const {
    throw_unsupported(describe(node_) + ": slopes that are neither one nor one a channel are not supported");
  }

  Shape operator()(const Sigmoid& /*sigmoid*/) const { return shape(0); }

  Shape operator()(const Identity& /*identity*/) const { return shape(0); }

  Shape operator()(const Binary& /*binary*/) const {
    require_inputs(2);
    return broadcast(shape(0), shape(1));
  }

  Shape operator()(const Gate& gate) const {
    require_inputs(gate.with_addend ? 3 : 2);
    return shape(0);
  }

  Shape operator()(const MaxPool& pool) const {
    const auto& x = picture();
    return slide_over(pool.window, x, x[1], pool.ceil);
  }

  Shape operator()(const AveragePool& pool) const {
    const auto& x = picture();
    return slide_over(pool.window, x, x[1], pool.ceil);
  }

  Shape operator()(const GlobalAverage& /*average*/) const {
    const auto& x = picture();
    return {x[0], x[1], 1, 1};
  }

  Shape operator()(const Upsample& upsample) const {
    const auto& x = picture();
    return {x[0], x[1], x[2] * upsample.factor[0], x[3] * upsample.factor[1]};
  }

  Shape operator()(const Transpose& transpose) const {
    const auto& x = shape(0);
    auto sorted = transpose.permutation;
    std::ranges::sort(sorted);
    Shape result;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (sorted.size() != x.size() || sorted[i] != static_cast<std::int64_t>(i))
        misfit(node_, "no permutation of " + describe(x));
    }
    if (sorted.empty()) return {x.rbegin(), x.rend()};
    for (const auto axis : transpose.permutation) result.push_back(x[static_cast<std::size_t>(axis)]);
    return result;
  }

  Shape operator()(const Reshape& reshape) const {
    const auto& x = shape(0);
    auto target = reshape.target;
    if (target.empty()) throw_unsupported(describe(node_) + ": a target that is not constant is not supported");
    std::size_t open = target.size();
    for (std::size_t i = 0; i < target.size(); ++i) {
      if (target[i] == 0 && reshape.zero_copies) {
        if (i >= x.size()) misfit(node_, "copies a dimension that " + describe(x) + " lacks");
        target[i] = x[i];
      } else if (target[i] == -1 && open == target.size()) {
        open = i;
        target[i] = 1;
      }
    }
    const auto have = element_count(x);
    const auto known = element_count(target);
    if (open < target.size() && known != 0) target[open] = static_cast<std::int64_t>(have / known);
    if (element_count(target) != have) misfit(node_, "makes " + describe(reshape.target) + " of " + describe(x));
    return target;
  }

  Shape operator()(const Flatten& flatten) const {
    const auto& x = shape(0);
    const auto rank = static_cast<std::int64_t>(x.size());
    const auto axis = flatten.axis < 0 ? flatten.axis + rank : flatten.axis;
    if (axis < 0 || axis > rank) misfit(node_, "no axis " + std::to_string(flatten.axis) + " in " + describe(x));
    const auto middle = x.begin() + axis;
    return {static_cast<std::int64_t>(element_count({x.begin(), middle})),
            static_cast<std::int64_t>(element_count({middle, x.end()}))};
  }

  Shape operator()(const Softmax& softmax) const {
    const auto& x = shape(0);
    const auto last = static_cast<std::int64_t>(x.size()) - 1;
    if (last < 0 || (softmax.axis != last && softmax.axis != -1)) {
      throw_unsupported(describe(node_) + ": any axis but the last is not supported");
    }
    return x;
  }

  Shape operator()(const MatMul& /*product*/) const {
    const auto& x = shape(0);
    const auto& w = weights(1);
    if (x.size() != 2) throw_unsupported(describe(node_) + ": an operand of " + describe(x) + " is not supported");
    if (x[1] != w[0]) misfit(node_, "weights of " + describe(w) + " for " + describe(x));
    return {x[0], w[1]};
  }

  Shape operator()(const SliceChannels& slice) const {
    const auto& x = picture();
    return {x[0], slice.count, x[2], x[3]};
  }

 private:
  void require_inputs(std::size_t count) const {
    if (node_.inputs.size() < count) misfit(node_, "an input is missing");
  }

  [[nodiscard]] const Shape& shape(std::size_t input) const {
    require_inputs(input + 1);
    const auto& constant = graph_.constant(node_.inputs[input]);
    return constant ? constant->shape : shapes_[node_.inputs[input]];
  }

  [[nodiscard]] const Shape& picture() const {
    const auto& x = shape(0);
    if (x.size() != 4) misfit(node_, "takes a picture, not " + describe(x));
    return x;
  }

  [[nodiscard]] const Shape& weights(std::size_t input) const { return graph_.constant(node_.inputs[input])->shape; }

  Shape slide_over(const Window& window, const Shape& x, std::int64_t channels, bool ceil) const {
    const Extent picture{x[2], x[3]};
    for (std::size_t i = 0; i < 2; ++i) {
      const auto in_range = [](std::int64_t value, std::int64_t least) {
        return value >= least && value <= kLargestWindow;
      };
      if (!in_range(window.kernel[i], 1) || !in_range(window.stride[i], 1) || !in_range(window.dilation[i], 1) ||
          !in_range(window.begin[i], 0) || !in_range(window.end[i], 0)) {
        misfit(node_, "a kernel, stride, dilation or padding out of range");
      }
    }
    const auto after = slide(resolve_padding(window, picture), picture, ceil);
    if (after[0] < 1 || after[1] < 1) misfit(node_, "a window larger than a picture of " + describe(x));
    return {x[0], channels, after[0], after[1]};
  }

  const Graph& graph_;
  const std::vector<Shape>& shapes_;
  const Node& node_;
};

}  // namespace

Window resolve_padding(const Window& window, Extent picture) {
  auto resolved = window;
  resolved.padding = Padding::given;
  if (window.padding == Padding::given) return resolved;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto steps = (picture[i] + window.stride[i] - 1) / window.stride[i];
    const auto reach = (window.kernel[i] - 1) * window.dilation[i] + 1;
    const auto total = std::max<std::int64_t>(0, (steps - 1) * window.stride[i] + reach - picture[i]);
    resolved.begin[i] = window.padding == Padding::same_upper ? total / 2 : total - total / 2;
    resolved.end[i] = total - resolved.begin[i];
  }
  return resolved;
}

Extent slide(const Window& window, Extent picture, bool ceil) {
  Extent after{};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto reach = (window.kernel[i] - 1) * window.dilation[i] + 1;
    const auto room = picture[i] + window.begin[i] + window.end[i] - reach;
    if (room < 0) return {0, 0};
    after[i] = (room + (ceil ? window.stride[i] - 1 : 0)) / window.stride[i] + 1;
    // A last window that would lie in the padding alone is not taken.
    if (ceil && (after[i] - 1) * window.stride[i] >= picture[i] + window.begin[i]) --after[i];
  }
  return after;
}

Shape broadcast(const Shape& a, const Shape& b) {
  Shape result(std::max(a.size(), b.size()));
  for (std::size_t i = 0; i < result.size(); ++i) {
    const auto left = i < a.size() ? a[a.size() - 1 - i] : 1;
    const auto right = i < b.size() ? b[b.size() - 1 - i] : 1;
    if (left != right && left != 1 && right != 1) {
      throw_unreadable("tensors of " + describe(a) + " and " + describe(b) + " do not go together");
    }
    result[result.size() - 1 - i] = left == 1 ? right : left;
  }
  return result;
}

void check_weights(const Graph& graph) {
  for (const auto& node : graph.nodes) std::visit(WeightCheck(graph, node), node.operation);
}

std::vector<Shape> infer_shapes(const Graph& graph, const Shape& input) {
  std::vector<Shape> shapes(graph.values.size());
  shapes[graph.inputs.front()] = input;
  for (const auto& node : graph.nodes) {
    auto shape = std::visit(Inference(graph, shapes, node), node.operation);
    if (element_count(shape) == 0) misfit(node, "makes an empty tensor");
    shapes[node.output] = std::move(shape);
  }
  return shapes;
}

}  // namespace attendsense::vision::infer
