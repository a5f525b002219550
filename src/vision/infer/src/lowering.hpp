#pragma once

// The workbench on which a graph becomes a program: where each value lies, and the steps so far.

#include "chains.hpp"
#include "program.hpp"

namespace attendsense::vision::infer {

inline std::size_t as_size(std::int64_t value) {
  return static_cast<std::size_t>(value);
}

class Lowering {
 public:
  Lowering(Graph graph, const Shape& input, const ProgramOptions& options);

  [[nodiscard]] const Graph& graph() const { return graph_; }

  [[nodiscard]] const Kernels& kernels() const { return kernels_; }

  [[nodiscard]] const std::vector<Shape>& shapes() const { return shapes_; }

  [[nodiscard]] const Shape& shape(ValueId value) const { return shapes_[value]; }

  [[nodiscard]] const Shape& input_shape(const Node& node, std::size_t input = 0) const {
    return shapes_[node.inputs[input]];
  }

  [[nodiscard]] const Constant& weights(const Node& node, std::size_t input = 1) const {
    return *graph_.constant(node.inputs[input]);
  }

  [[nodiscard]] std::size_t pixels(ValueId value) const { return as_size(shapes_[value][2] * shapes_[value][3]); }

  [[nodiscard]] std::size_t channels(ValueId value) const { return round_up_to_unit(as_size(shapes_[value][1])); }

  // The value as published, or as a channels-last picture; converted if it is not there in that form yet.
  BufferId dense(ValueId value);
  BufferId picture(ValueId value);
  // Room for a value that a step is about to make, in one form or the other.
  BufferId new_dense(ValueId value);
  BufferId new_picture(ValueId value);

  // The value is what lies in that buffer already, dense.
  void alias_dense(ValueId value, BufferId buffer) { places_[value].dense = buffer; }

  [[nodiscard]] bool is_made(ValueId value) const { return is_picture(value) || places_[value].dense != kNowhere; }

  // True if the value is there as a picture: an operation that does not care should work on that.
  [[nodiscard]] bool is_picture(ValueId value) const { return places_[value].picture != kNowhere; }

  void add_step(StepPtr step) { program_->steps.push_back(std::move(step)); }

  void add_simple(std::vector<BufferId> in, BufferId out, SimpleRun run) {
    add_step(make_simple(std::move(in), out, std::move(run)));
  }

  // Allocates and binds; the lowering is over.
  std::unique_ptr<Program> finish();

 private:
  static constexpr BufferId kNowhere = static_cast<BufferId>(-1);

  struct Place {
    BufferId dense = kNowhere;
    BufferId picture = kNowhere;
  };

  BufferId new_constant(ValueId value);

  Graph graph_;
  const Kernels& kernels_;
  std::vector<Shape> shapes_;
  std::vector<Place> places_;
  std::vector<std::pair<BufferId, ConstantPtr>> constants_;
  std::unique_ptr<Program> program_;
};

// A chain of nodes as one pipeline.
void lower_chain(Lowering& lowering, const std::vector<std::size_t>& chain);

// A node as a step of its own.
void lower_node(Lowering& lowering, const Node& node);

}  // namespace attendsense::vision::infer
