#pragma once

#include "graph.hpp"

namespace attendsense::vision::infer {

// Checks the weights of every node: there, constant, floats, of a shape that fits the operation. Throws ModelFault.
// After it, and only then, folding and shape inference may take them for granted.
void check_weights(const Graph& graph);

// The shape of every value for the given input shape; empty for values that no node makes. Checks that each
// node's operands fit each other: throws ModelFault (corrupt) if they do not, so later stages need not look again.
std::vector<Shape> infer_shapes(const Graph& graph, const Shape& input);

// The window with its padding worked out for a picture of this size.
Window resolve_padding(const Window& window, Extent picture);

// Height and width after the window has passed over the picture; throws if it does not fit.
Extent slide(const Window& window, Extent picture, bool ceil = false);

// NumPy's rule; throws if the shapes do not go together.
Shape broadcast(const Shape& a, const Shape& b);

}  // namespace attendsense::vision::infer
