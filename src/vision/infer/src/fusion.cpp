// The passes that need every shape.

#include <algorithm>
#include <map>

#include "folding.hpp"
#include "shapes.hpp"

namespace attendsense::vision::infer {

namespace {

constexpr std::int64_t kLanes = 16;  // to which the executor pads channels

std::int64_t padded(std::int64_t channels) {
  return (channels + kLanes - 1) / kLanes * kLanes;
}

bool same_window(const Window& a, const Window& b) {
  return a.kernel == b.kernel && a.stride == b.stride && a.dilation == b.dilation && a.begin == b.begin &&
         a.end == b.end && a.padding == b.padding;
}

class SiblingMerger {
 public:
  explicit SiblingMerger(Graph& graph) : graph_(graph) {}

  void run() {
    std::map<ValueId, std::vector<std::size_t>> by_picture;
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (is_plain_pointwise(graph_.nodes[i])) by_picture[graph_.nodes[i].inputs[0]].push_back(i);
    }
    for (const auto& [picture, siblings] : by_picture) {
      if (saves_lanes(siblings)) merge(siblings);
    }
    graph_.remove_dead_nodes();
    graph_.sort();
  }

 private:
  [[nodiscard]] const Shape& weights(const Node& node) const { return graph_.constant(node.inputs[1])->shape; }

  [[nodiscard]] std::int64_t outputs(std::size_t node) const { return weights(graph_.nodes[node])[0]; }

  [[nodiscard]] bool is_plain_pointwise(const Node& node) const {
    const auto* convolution = std::get_if<Convolution>(&node.operation);
    if (convolution == nullptr || convolution->groups != 1 || convolution->residual) return false;
    const auto& window = convolution->window;
    return convolution->activation.kind == Activation::Kind::none && weights(node)[2] == 1 && weights(node)[3] == 1 &&
           window.stride == Extent{1, 1} && window.begin == Extent{0, 0} && window.end == Extent{0, 0};
  }

  [[nodiscard]] bool saves_lanes(const std::vector<std::size_t>& siblings) const {
    std::int64_t together = 0;
    std::int64_t apart = 0;
    for (const auto node : siblings) {
      together += outputs(node);
      apart += padded(outputs(node));
    }
    return siblings.size() > 1 && padded(together) < apart;
  }

  void merge(const std::vector<std::size_t>& siblings) {
    auto merged = concatenate(siblings);
    const auto followers = find_depthwise_followers(siblings);
    if (!followers.empty()) {
      auto follower = concatenate(followers);
      follower.inputs[0] = merged.output;
      std::get<Convolution>(follower.operation).groups = weights(follower)[0];
      graph_.nodes.push_back(std::move(merged));
      slice(followers, follower.output);
      graph_.nodes.push_back(std::move(follower));
    } else {
      slice(siblings, merged.output);
      graph_.nodes.push_back(std::move(merged));
    }
  }

  // One convolution whose outputs are those of all, one after the other.
  Node concatenate(const std::vector<std::size_t>& parts) {
    Node node = graph_.nodes[parts.front()];
    auto shape = weights(node);
    std::vector<float> all;
    std::vector<float> biases;
    shape[0] = 0;
    for (const auto part : parts) {
      const auto& w = *graph_.constant(graph_.nodes[part].inputs[1]);
      const auto& b = *graph_.constant(graph_.nodes[part].inputs[2]);
      all.insert(all.end(), w.floats.begin(), w.floats.end());
      biases.insert(biases.end(), b.floats.begin(), b.floats.end());
      shape[0] += w.shape[0];
    }
    const auto outputs = shape[0];
    node.name += "+" + std::to_string(parts.size() - 1);
    node.inputs = {node.inputs[0], graph_.add_constant(node.name + "/weights", std::move(shape), std::move(all)),
                   graph_.add_constant(node.name + "/bias", {outputs}, std::move(biases))};
    node.output = graph_.add_value(node.name);
    return node;
  }

  // The depthwise convolutions that alone read the siblings' results, if all have one and they are alike.
  [[nodiscard]] std::vector<std::size_t> find_depthwise_followers(const std::vector<std::size_t>& siblings) const {
    const auto uses = graph_.count_uses();
    std::vector<std::size_t> followers;
    const Convolution* first = nullptr;
    for (const auto sibling : siblings) {
      const auto value = graph_.nodes[sibling].output;
      const auto reader = std::ranges::find_if(
          graph_.nodes, [&](const Node& node) { return !node.inputs.empty() && node.inputs[0] == value; });
      if (uses[value] != 1 || reader == graph_.nodes.end()) return {};
      const auto* convolution = std::get_if<Convolution>(&reader->operation);
      if (convolution == nullptr || convolution->residual || weights(*reader)[1] != 1 ||
          weights(*reader)[0] != convolution->groups || convolution->activation.kind == Activation::Kind::slopes) {
        return {};
      }
      if (first == nullptr) first = convolution;
      if (!same_window(convolution->window, first->window) || convolution->activation.kind != first->activation.kind) {
        return {};
      }
      followers.push_back(static_cast<std::size_t>(reader - graph_.nodes.begin()));
    }
    return followers;
  }

  void slice(const std::vector<std::size_t>& parts, ValueId merged) {
    std::int64_t offset = 0;
    for (const auto part : parts) {
      auto& node = graph_.nodes[part];
      const auto count = weights(node)[0];
      node.operation = SliceChannels{.offset = offset, .count = count};
      node.inputs = {merged};
      offset += count;
    }
  }

  Graph& graph_;
};

// Replaces pairs of nodes by one, each at the place of the later.
class AdditionFuser {
 public:
  AdditionFuser(Graph& graph, const Shape& input) : graph_(graph), shapes_(infer_shapes(graph, input)) {}

  void run() {
    for (auto& node : graph_.nodes) fuse_average(node);
    for (auto& node : graph_.nodes) fuse_gate(node);
    uses_ = graph_.count_uses();
    makers_ = graph_.find_makers();
    for (auto& node : graph_.nodes) fuse_addition(node);
    graph_.remove_dead_nodes();
  }

 private:
  void fuse_average(Node& node) {
    const auto* pool = std::get_if<AveragePool>(&node.operation);
    if (pool == nullptr) return;
    const auto& x = shapes_[node.inputs[0]];
    if (pool->window.kernel == Extent{x[2], x[3]} && pool->window.begin == Extent{} && pool->window.end == Extent{}) {
      node.operation = GlobalAverage{};
    }
  }

  void fuse_gate(Node& node) {
    const auto* binary = std::get_if<Binary>(&node.operation);
    if (binary == nullptr || binary->arithmetic != Arithmetic::multiply) return;
    if (is_gate(node.inputs[0], node.inputs[1])) std::swap(node.inputs[0], node.inputs[1]);
    if (is_gate(node.inputs[1], node.inputs[0])) node.operation = Gate{};
  }

  [[nodiscard]] bool is_gate(ValueId gate, ValueId x) const {
    const auto& g = shapes_[gate];
    const auto& s = shapes_[x];
    return g.size() == 4 && s.size() == 4 && g[0] == s[0] && g[1] == s[1] && g[2] == 1 && g[3] == 1 && s[2] * s[3] > 1;
  }

  void fuse_addition(Node& node) {
    const auto* binary = std::get_if<Binary>(&node.operation);
    if (binary == nullptr || binary->arithmetic != Arithmetic::add) return;
    const auto [a, b] = std::pair(node.inputs[0], node.inputs[1]);
    if (shapes_[a] != shapes_[b] || shapes_[a].size() != 4) return;
    // The later maker takes the other in: then both pictures are there when it runs.
    for (const auto& [sum, addend] : {std::pair(b, a), std::pair(a, b)}) {
      if (makers_[sum] == Graph::kNone || uses_[sum] != 1) continue;
      const auto& maker = graph_.nodes[makers_[sum]];
      if (fuse_with(maker, addend, node)) return;
    }
  }

  static bool fuse_with(const Node& maker, ValueId addend, Node& node) {
    Node fused = maker;
    if (auto* convolution = std::get_if<Convolution>(&fused.operation)) {
      if (convolution->residual || convolution->activation.kind != Activation::Kind::none) return false;
      convolution->residual = true;
    } else if (auto* gate = std::get_if<Gate>(&fused.operation); gate != nullptr && !gate->with_addend) {
      gate->with_addend = true;
    } else {
      return false;
    }
    fused.output = node.output;
    fused.inputs.push_back(addend);
    node = std::move(fused);
    return true;
  }

  Graph& graph_;
  std::vector<Shape> shapes_;
  std::vector<std::size_t> uses_;
  std::vector<std::size_t> makers_;
};

}  // namespace

void merge_siblings(Graph& graph) {
  SiblingMerger(graph).run();
}

void fuse_additions(Graph& graph, const Shape& input) {
  AdditionFuser(graph, input).run();
}

}  // namespace attendsense::vision::infer
