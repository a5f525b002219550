#include "chains.hpp"

#include <algorithm>

namespace attendsense::vision::infer {

namespace {

constexpr std::int64_t kMostPlanes = 4;

// The network's input and what an affine node makes of it are planes, as published.
bool lies_dense(const Graph& graph, ValueId value) {
  const auto maker = std::ranges::find(graph.nodes, value, &Node::output);
  return maker == graph.nodes.end() || std::holds_alternative<Affine>(maker->operation);
}

StageKind convolution_kind(const Graph& graph, const Node& node, const Convolution& convolution) {
  const auto& weights = graph.constant(node.inputs[1])->shape;
  const auto& window = convolution.window;
  const bool plain = window.padding == Padding::given && window.begin == Extent{} && window.end == Extent{} &&
                     window.stride == Extent{1, 1};
  if (convolution.groups == 1 && weights[2] == 1 && weights[3] == 1 && plain) return StageKind::pointwise;
  if (convolution.residual) return StageKind::none;
  const bool depthwise = weights[1] == 1 && weights[0] == convolution.groups;
  if (depthwise && window.dilation == Extent{1, 1}) return StageKind::depthwise;
  if (convolution.groups == 1 && weights[1] <= kMostPlanes && lies_dense(graph, node.inputs[0])) {
    return StageKind::planes;
  }
  return StageKind::none;
}

}  // namespace

StageKind stage_kind(const Graph& graph, const std::vector<Shape>& shapes, const Node& node) {
  if (const auto* convolution = std::get_if<Convolution>(&node.operation)) {
    return convolution_kind(graph, node, *convolution);
  }
  if (const auto* pool = std::get_if<MaxPool>(&node.operation)) {
    return pool->window.dilation == Extent{1, 1} ? StageKind::max_pool : StageKind::none;
  }
  if (std::holds_alternative<Upsample>(node.operation)) return StageKind::upsample;
  if (const auto* binary = std::get_if<Binary>(&node.operation); binary != nullptr) {
    // Whether one of the two is an upsampling is for find_chains to see.
    const bool alike = shapes[node.inputs[0]] == shapes[node.inputs[1]] && shapes[node.output].size() == 4;
    if (binary->arithmetic == Arithmetic::add && alike) return StageKind::upsample;
  }
  return StageKind::none;
}

Chains find_chains(const Graph& graph, const std::vector<Shape>& shapes) {
  const auto uses = graph.count_uses();
  const auto makers = graph.find_makers();
  Chains found{.chain_of = std::vector<std::size_t>(graph.nodes.size(), Graph::kNone),
               .chains = {},
               .absorbed = std::vector<bool>(graph.nodes.size())};
  const auto absorbable = [&](ValueId value) {
    const auto maker = makers[value];
    return maker != Graph::kNone && uses[value] == 1 && std::holds_alternative<Upsample>(graph.nodes[maker].operation);
  };
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const auto& node = graph.nodes[i];
    if (!std::holds_alternative<Binary>(node.operation)) continue;
    if (stage_kind(graph, shapes, node) != StageKind::upsample) continue;
    const auto upsampled = std::ranges::find_if(node.inputs, absorbable);
    if (upsampled != node.inputs.end()) found.absorbed[makers[*upsampled]] = true;
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const auto& node = graph.nodes[i];
    const auto kind = stage_kind(graph, shapes, node);
    if (kind == StageKind::none || found.absorbed[i]) continue;
    if (std::holds_alternative<Binary>(node.operation)) {
      const auto is_absorbed = [&](ValueId value) {
        return makers[value] != Graph::kNone && found.absorbed[makers[value]];
      };
      if (std::ranges::none_of(node.inputs, is_absorbed)) continue;  // an ordinary addition
    }
    const auto before = makers[node.inputs[0]];
    const bool starts = kind == StageKind::planes || kind == StageKind::upsample;
    if (!starts && before != Graph::kNone && uses[node.inputs[0]] == 1 && found.chain_of[before] != Graph::kNone) {
      found.chain_of[i] = found.chain_of[before];
    } else {
      found.chain_of[i] = found.chains.size();
      found.chains.emplace_back();
    }
    found.chains[found.chain_of[i]].push_back(i);
  }
  return found;
}

}  // namespace attendsense::vision::infer
