#pragma once

#include "graph.hpp"

namespace attendsense::vision::infer {

// Which nodes run row by row, and together.
struct Chains {
  // For each node the chain it belongs to, or Graph::kNone if it is a step of its own or a part of another node.
  std::vector<std::size_t> chain_of;
  // The nodes of each chain, first to last. A chain runs when its last node is due: all it reads is there by then.
  std::vector<std::vector<std::size_t>> chains;
  // Upsamplings that the addition after them does itself.
  std::vector<bool> absorbed;
};

// Node i runs row by row as ...
enum class StageKind { none, planes, pointwise, depthwise, max_pool, upsample };

StageKind stage_kind(const Graph& graph, const std::vector<Shape>& shapes, const Node& node);

Chains find_chains(const Graph& graph, const std::vector<Shape>& shapes);

}  // namespace attendsense::vision::infer
