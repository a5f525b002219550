#include "program.hpp"

#include "chains.hpp"
#include "fault.hpp"
#include "lowering.hpp"

namespace attendsense::vision::infer {

std::unique_ptr<Program> build_program(Graph graph, const Shape& input, const ProgramOptions& options) {
  if (input.size() != 4 || input[0] != 1 || element_count(input) == 0) {
    throw ModelFault(Failure::unsupported, "input_shape_unsupported",
                     "the input shape " + describe(input) + " is not one picture in NCHW");
  }
  Lowering lowering(std::move(graph), input, options);
  const auto& nodes = lowering.graph().nodes;
  const auto chains = options.stream ? find_chains(lowering.graph(), lowering.shapes()) : Chains{};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!options.stream) {
      lower_node(lowering, nodes[i]);
      continue;
    }
    if (chains.absorbed[i]) continue;
    const auto chain = chains.chain_of[i];
    if (chain == Graph::kNone) {
      lower_node(lowering, nodes[i]);
    } else if (chains.chains[chain].back() == i) {
      lower_chain(lowering, chains.chains[chain]);
    }
  }
  return lowering.finish();
}

}  // namespace attendsense::vision::infer
