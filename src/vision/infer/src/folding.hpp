#pragma once

// Rewritings of a graph that leave its results as they are, up to rounding. Each is a pass of its own, so that tests
// can hold the graph before and after it side by side.

#include "graph.hpp"

namespace attendsense::vision::infer {

// Nodes that need no picture's size. Run once, when a model is loaded.

// Evaluates nodes that read constants alone, and takes constant operands (a reshape's target, slopes, the factors of
// a multiplication a channel, a batch norm) into the operation: what is left reads pictures and weights.
void absorb_constants(Graph& graph);

// Multiplications and additions a channel into the convolution or matrix product before them, or after them where
// that is exact (no padding that a shift would change).
void fold_affines(Graph& graph);

// Activations into the convolution before them.
void fuse_activations(Graph& graph);

// Passes that need every shape. Run for a session.

// Several 1x1 convolutions of one picture, with the depthwise ones after them, into one, where that wastes fewer
// vector lanes: a detector's heads of 1, 4, 1 and 10 channels become one of 16.
void merge_siblings(Graph& graph);

// An addition into the convolution whose result it adds; x * gate (+ addend) into one node; an average over the whole
// picture into GlobalAverage.
void fuse_additions(Graph& graph, const Shape& input);

// The two groups in their order.
void simplify(Graph& graph);
void specialise(Graph& graph, const Shape& input);

}  // namespace attendsense::vision::infer
