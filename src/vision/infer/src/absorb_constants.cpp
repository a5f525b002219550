#include <algorithm>
#include <cmath>
#include <optional>
#include <ranges>

#include "dense_math.hpp"
#include "fault.hpp"
#include "folding.hpp"
#include "shapes.hpp"

namespace attendsense::vision::infer {

namespace {

// How many dimensions each value has, which decides what a constant is broadcast along.
std::vector<std::size_t> infer_ranks(const Graph& graph) {
  std::vector<std::size_t> ranks(graph.values.size());
  for (ValueId value = 0; value < ranks.size(); ++value) {
    if (graph.constant(value)) ranks[value] = graph.constant(value)->shape.size();
  }
  for (std::size_t i = 0; i < graph.inputs.size(); ++i) ranks[graph.inputs[i]] = graph.input_shapes[i].size();
  for (const auto& node : graph.nodes) {
    std::size_t rank = 0;
    for (const auto input : node.inputs) rank = std::max(rank, ranks[input]);
    if (std::holds_alternative<Flatten>(node.operation)) rank = 2;
    if (std::holds_alternative<MatMul>(node.operation)) rank = 2;
    if (const auto* reshape = std::get_if<Reshape>(&node.operation)) rank = reshape->target.size();
    if (std::holds_alternative<Convolution>(node.operation)) rank = 4;
    ranks[node.output] = rank;
  }
  return ranks;
}

// The constant as one number for all or one a channel (axis 1) of a tensor of that rank.
std::optional<std::vector<float>> as_channels(const Constant& constant, std::size_t rank) {
  if (constant.floats.empty() || constant.shape.size() > rank) return std::nullopt;
  if (constant.floats.size() == 1) return constant.floats;
  const auto missing = rank - constant.shape.size();
  for (std::size_t i = 0; i < constant.shape.size(); ++i) {
    if (i + missing != 1 && constant.shape[i] != 1) return std::nullopt;
  }
  return constant.floats;
}

class Absorber {
 public:
  explicit Absorber(Graph& graph) : graph_(graph) {}

  void run() {
    absorb_targets();
    fold_constant_nodes();
    ranks_ = infer_ranks(graph_);
    for (auto& node : graph_.nodes) {
      if (std::holds_alternative<PRelu>(node.operation)) absorb_slopes(node);
      if (std::holds_alternative<BatchNorm>(node.operation)) absorb_norm(node);
      if (std::holds_alternative<Binary>(node.operation)) absorb_operand(node);
      if (std::holds_alternative<MatMul>(node.operation)) absorb_factors(node);
      if (std::holds_alternative<Convolution>(node.operation)) supply_bias(node);
    }
    graph_.remove_dead_nodes();
  }

 private:
  [[nodiscard]] ConstantPtr operand(const Node& node, std::size_t input) const {
    return input < node.inputs.size() ? graph_.constant(node.inputs[input]) : nullptr;
  }

  void absorb_targets() {
    for (auto& node : graph_.nodes) {
      auto* reshape = std::get_if<Reshape>(&node.operation);
      if (reshape == nullptr || node.inputs.size() < 2) continue;
      const auto target = operand(node, 1);
      if (!target || target->integers.size() != element_count(target->shape)) {
        throw_unsupported(describe(node) + ": a target that is not constant is not supported");
      }
      reshape->target = target->integers;
      node.inputs.resize(1);
    }
  }

  void fold_constant_nodes() {
    std::vector<Node> kept;
    for (auto& node : graph_.nodes) {
      if (std::holds_alternative<Identity>(node.operation) && !node.inputs.empty() && !operand(node, 0)) {
        identities_.emplace_back(node.output, node.inputs.front());
      } else if (auto constant = evaluate(node)) {
        graph_.values[node.output].constant = std::move(constant);
      } else {
        kept.push_back(std::move(node));
      }
    }
    graph_.nodes = std::move(kept);
    for (const auto& [from, to] : identities_ | std::views::reverse) graph_.replace(from, to);
  }

  // The node's result if it reads constant floats alone; null otherwise.
  [[nodiscard]] ConstantPtr evaluate(const Node& node) const {
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
      const auto constant = operand(node, i);
      if (!constant || (!constant->integers.empty() && !std::holds_alternative<Identity>(node.operation)))
        return nullptr;
    }
    if (node.inputs.empty()) return nullptr;
    auto a = operand(node, 0);
    if (std::holds_alternative<Identity>(node.operation)) return a;
    if (const auto* binary = std::get_if<Binary>(&node.operation); binary != nullptr && node.inputs.size() == 2) {
      const auto b = operand(node, 1);
      auto shape = broadcast(a->shape, b->shape);
      std::vector<float> result(element_count(shape));
      apply_binary(binary->arithmetic, {a->shape, a->floats}, {b->shape, b->floats}, result);
      return make_constant(std::move(shape), std::move(result));
    }
    if (const auto* reshape = std::get_if<Reshape>(&node.operation); reshape != nullptr) {
      auto shape = reshape->target;
      for (const auto dimension : shape) {
        if (dimension < 1) return nullptr;
      }
      return element_count(shape) == a->floats.size() ? make_constant(std::move(shape), a->floats) : nullptr;
    }
    return nullptr;
  }

  void absorb_slopes(Node& node) {
    const auto slopes = operand(node, 1);
    if (!slopes) throw_unsupported(describe(node) + ": slopes that are not constant are not supported");
    const auto rank = ranks_[node.inputs[0]];
    auto channels = as_channels(*slopes, rank);
    // OpenVINO takes a list of slopes as one a channel, ONNX broadcasts it along the last axis.
    const bool is_list = slopes->shape.size() == 1 && node.operator_name == "PReLU";
    if (!channels && is_list) channels = slopes->floats;
    if (!channels) return;  // shape inference says what is wrong
    node.operation = Activate{.activation = {.kind = Activation::Kind::slopes, .slopes = std::move(*channels)}};
    node.inputs.resize(1);
  }

  void absorb_norm(Node& node) {
    std::array<ConstantPtr, 4> parameters;  // scale, bias, mean, variance
    for (std::size_t i = 0; i < 4; ++i) {
      parameters[i] = operand(node, i + 1);
      if (!parameters[i] || parameters[i]->floats.empty() ||
          parameters[i]->floats.size() != parameters[0]->floats.size()) {
        throw_unreadable(describe(node) + ": its parameters are not four lists of one length");
      }
    }
    const double epsilon = std::get<BatchNorm>(node.operation).epsilon;
    std::vector<float> scale(parameters[0]->floats.size());
    std::vector<float> shift(scale.size());
    for (std::size_t i = 0; i < scale.size(); ++i) {
      const double factor = parameters[0]->floats[i] / std::sqrt(parameters[3]->floats[i] + epsilon);
      scale[i] = static_cast<float>(factor);
      shift[i] = static_cast<float>(parameters[1]->floats[i] - parameters[2]->floats[i] * factor);
    }
    make_affine(node, node.inputs[0], std::move(scale), std::move(shift));
  }

  void absorb_operand(Node& node) {
    if (node.inputs.size() != 2) return;
    const bool is_left = operand(node, 0) != nullptr;
    const auto constant = operand(node, is_left ? 0 : 1);
    const auto x = node.inputs[is_left ? 1 : 0];
    if (!constant) return;
    auto factors = as_channels(*constant, ranks_[x]);
    if (!factors) return;
    std::vector<float> other(factors->size());
    const auto arithmetic = std::get<Binary>(node.operation).arithmetic;
    switch (arithmetic) {
      case Arithmetic::add:
        std::ranges::fill(other, 1.0F);
        return make_affine(node, x, std::move(other), std::move(*factors));
      case Arithmetic::subtract:
        std::ranges::fill(other, is_left ? -1.0F : 1.0F);
        if (!is_left) std::ranges::transform(*factors, factors->begin(), std::negate<>());
        return make_affine(node, x, std::move(other), std::move(*factors));
      case Arithmetic::multiply:
        return make_affine(node, x, std::move(*factors), std::move(other));
      case Arithmetic::divide:
        if (is_left) return;
        std::ranges::transform(*factors, factors->begin(), [](float value) { return 1 / value; });
        return make_affine(node, x, std::move(*factors), std::move(other));
    }
  }

  void make_affine(Node& node, ValueId x, std::vector<float> scale, std::vector<float> shift) {
    const auto size = static_cast<std::int64_t>(scale.size());
    node.operation = Affine{};
    node.inputs = {x, graph_.add_constant(node.name + "/scale", {size}, std::move(scale)),
                   graph_.add_constant(node.name + "/shift", {size}, std::move(shift))};
  }

  // Weights as [K, N], with alpha and beta multiplied in, and a bias [N] in any case.
  void absorb_factors(Node& node) {
    auto& product = std::get<MatMul>(node.operation);
    const auto weights = operand(node, 1);
    if (!weights || weights->shape.size() != 2 || weights->floats.size() != element_count(weights->shape)) return;
    const auto [rows, columns] = std::pair(weights->shape[0], weights->shape[1]);
    const auto width = product.transpose_weights ? rows : columns;
    const auto depth = product.transpose_weights ? columns : rows;
    std::vector<float> plain = weights->floats;
    if (product.transpose_weights) apply_transpose({weights->shape, weights->floats}, {}, plain);
    for (auto& weight : plain) weight *= product.alpha;
    std::vector<float> bias(static_cast<std::size_t>(width));
    if (node.inputs.size() > 2) {
      const auto given = operand(node, 2);
      if (!given || (given->floats.size() != bias.size() && given->floats.size() != 1)) {
        throw_unsupported(describe(node) + ": a bias that is not constant and one a column is not supported");
      }
      for (std::size_t i = 0; i < bias.size(); ++i) {
        bias[i] = product.beta * given->floats[given->floats.size() == 1 ? 0 : i];
      }
    }
    node.inputs = {node.inputs[0], graph_.add_constant(node.name + "/weights", {depth, width}, std::move(plain)),
                   graph_.add_constant(node.name + "/bias", {width}, std::move(bias))};
    product = MatMul{};
  }

  void supply_bias(Node& node) {
    if (node.inputs.size() != 2) return;
    const auto weights = operand(node, 1);
    if (!weights || weights->shape.empty()) return;
    const auto outputs = weights->shape[0];
    if (outputs < 1) return;
    node.inputs.push_back(
        graph_.add_constant(node.name + "/bias", {outputs}, std::vector<float>(element_count({outputs}))));
  }

  Graph& graph_;
  std::vector<std::size_t> ranks_;
  std::vector<std::pair<ValueId, ValueId>> identities_;
};

}  // namespace

void absorb_constants(Graph& graph) {
  Absorber(graph).run();
}

}  // namespace attendsense::vision::infer
