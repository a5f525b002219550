#include "folding.hpp"

#include <algorithm>

#include "shapes.hpp"

namespace attendsense::vision::infer {

namespace {

float channel(const std::vector<float>& list, std::size_t index) {
  return list[list.size() == 1 ? 0 : index];
}

// Folds affine nodes into their neighbours, one at a time, until none is left that can be.
class AffineFolder {
 public:
  explicit AffineFolder(Graph& graph) : graph_(graph) {}

  void run() {
    while (fold_one()) {
    }
  }

 private:
  bool fold_one() {
    const auto uses = graph_.count_uses();
    const auto makers = graph_.find_makers();
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      auto& affine = graph_.nodes[i];
      if (!std::holds_alternative<Affine>(affine.operation)) continue;
      const auto before = makers[affine.inputs[0]];
      if (before != Graph::kNone && uses[affine.inputs[0]] == 1 && fold_into_maker(graph_.nodes[before], affine)) {
        return true;
      }
      if (uses[affine.output] != 1) continue;
      const auto reader = std::ranges::find_if(
          graph_.nodes, [&](const Node& node) { return !node.inputs.empty() && node.inputs[0] == affine.output; });
      if (reader != graph_.nodes.end() && fold_into_reader(affine, *reader)) return true;
    }
    return false;
  }

  bool fold_into_maker(Node& maker, Node& affine) {
    if (const auto* convolution = std::get_if<Convolution>(&maker.operation)) {
      if (convolution->residual || convolution->activation.kind != Activation::Kind::none) return false;
    } else if (!std::holds_alternative<MatMul>(maker.operation) && !std::holds_alternative<Affine>(maker.operation)) {
      return false;
    }
    if (maker.inputs.size() < 3) return false;
    const auto scale = graph_.constant(affine.inputs[1]);
    const auto shift = graph_.constant(affine.inputs[2]);
    const auto weights = graph_.constant(maker.inputs[1]);
    const auto bias = graph_.constant(maker.inputs[2]);
    const bool is_affine = std::holds_alternative<Affine>(maker.operation);
    const auto outputs = is_affine ? std::max(bias->floats.size(), scale->floats.size()) : bias->floats.size();
    if ((scale->floats.size() != 1 && scale->floats.size() != outputs) ||
        (is_affine && bias->floats.size() != 1 && bias->floats.size() != outputs)) {
      return false;
    }
    std::vector<float> new_bias(outputs);
    for (std::size_t o = 0; o < outputs; ++o) {
      new_bias[o] = channel(bias->floats, o) * channel(scale->floats, o) + channel(shift->floats, o);
    }
    maker.inputs[1] = graph_.add_constant(maker.name + "/weights",
                                          is_affine ? Shape{static_cast<std::int64_t>(outputs)} : weights->shape,
                                          scaled_weights(maker, *weights, scale->floats, outputs));
    maker.inputs[2] = graph_.add_constant(maker.name + "/bias", {static_cast<std::int64_t>(outputs)}, new_bias);
    maker.output = affine.output;
    remove(affine);
    return true;
  }

  // Output channel first for a convolution, last for a matrix product, the only one for an affine node.
  static std::vector<float> scaled_weights(const Node& maker, const Constant& weights, const std::vector<float>& scale,
                                           std::size_t outputs) {
    if (std::holds_alternative<Affine>(maker.operation)) {
      std::vector<float> scaled(outputs);
      for (std::size_t o = 0; o < outputs; ++o) scaled[o] = channel(weights.floats, o) * channel(scale, o);
      return scaled;
    }
    auto scaled = weights.floats;
    const bool is_last = std::holds_alternative<MatMul>(maker.operation);
    const auto inner = is_last ? 1 : scaled.size() / outputs;
    for (std::size_t i = 0; i < scaled.size(); ++i) scaled[i] *= channel(scale, i / inner % outputs);
    return scaled;
  }

  // conv(x * scale + shift): the scale goes into the weights, the shift through them into the bias. At a padded border
  // the zeroes are not shifted, so there must be no padding or no shift.
  bool fold_into_reader(Node& affine, Node& reader) {
    const auto* convolution = std::get_if<Convolution>(&reader.operation);
    if (convolution == nullptr || convolution->groups != 1 || reader.inputs.size() < 3) return false;
    const auto& window = convolution->window;
    const auto& scale = graph_.constant(affine.inputs[1])->floats;
    const auto& shift = graph_.constant(affine.inputs[2])->floats;
    const bool pads = window.padding != Padding::given || window.begin != Extent{} || window.end != Extent{};
    if (pads && std::ranges::any_of(shift, [](float value) { return value != 0; })) return false;
    const auto weights = graph_.constant(reader.inputs[1]);
    const auto inputs = static_cast<std::size_t>(weights->shape[1]);
    const auto outputs = static_cast<std::size_t>(weights->shape[0]);
    const auto taps = weights->floats.size() / (inputs * outputs);
    if (scale.size() != 1 && scale.size() != inputs) return false;
    auto scaled = weights->floats;
    auto bias = graph_.constant(reader.inputs[2])->floats;
    for (std::size_t i = 0; i < scaled.size(); ++i) {
      const auto input = i / taps % inputs;
      bias[i / (taps * inputs)] += scaled[i] * channel(shift, input);
      scaled[i] *= channel(scale, input);
    }
    reader.inputs[0] = affine.inputs[0];
    reader.inputs[1] = graph_.add_constant(reader.name + "/weights", weights->shape, std::move(scaled));
    reader.inputs[2] = graph_.add_constant(reader.name + "/bias", {weights->shape[0]}, std::move(bias));
    remove(affine);
    return true;
  }

  void remove(Node& node) { graph_.nodes.erase(graph_.nodes.begin() + (&node - graph_.nodes.data())); }

  Graph& graph_;
};

}  // namespace

void fold_affines(Graph& graph) {
  AffineFolder(graph).run();
}

void fuse_activations(Graph& graph) {
  const auto uses = graph.count_uses();
  const auto makers = graph.find_makers();
  std::vector<bool> gone(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const auto* activate = std::get_if<Activate>(&graph.nodes[i].operation);
    if (activate == nullptr) continue;
    const auto before = makers[graph.nodes[i].inputs[0]];
    if (before == Graph::kNone || uses[graph.nodes[i].inputs[0]] != 1) continue;
    auto& maker = graph.nodes[before];
    auto* convolution = std::get_if<Convolution>(&maker.operation);
    if (convolution == nullptr || convolution->activation.kind != Activation::Kind::none) continue;
    convolution->activation = activate->activation;
    maker.output = graph.nodes[i].output;
    gone[i] = true;
  }
  std::size_t index = 0;
  std::erase_if(graph.nodes, [&](const Node&) { return gone[index++]; });
}

void simplify(Graph& graph) {
  absorb_constants(graph);
  check_weights(graph);
  fold_affines(graph);
  fuse_activations(graph);
}

void specialise(Graph& graph, const Shape& input) {
  merge_siblings(graph);
  fuse_additions(graph, input);
  fuse_activations(graph);  // those that follow a sum
}

}  // namespace attendsense::vision::infer
