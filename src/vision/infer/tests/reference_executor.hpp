#pragma once

// Executes a graph as it is written, one number at a time and in double precision: what the engine is held against.

#include "graph.hpp"

namespace attendsense::vision::infer {

struct ReferenceTensor {
  Shape shape;
  std::vector<double> data;
};

// The outputs of the graph for that input.
std::vector<ReferenceTensor> execute_plainly(const Graph& graph, const ReferenceTensor& input);

}  // namespace attendsense::vision::infer
