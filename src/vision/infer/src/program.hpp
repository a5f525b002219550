#pragma once

// A graph made executable for one input size: steps, and the memory they work in.

#include "graph.hpp"
#include "kernels.hpp"
#include "memory.hpp"
#include "steps.hpp"

namespace attendsense::vision::infer {

// How to execute; the defaults are the fastest. The others are there to be compared with them.
struct ProgramOptions {
  const Kernels* kernels = nullptr;  // null: the fastest that this processor runs
  bool stream = true;                // false: convolutions one by one, through oneDNN
};

struct Program {
  struct Output {
    BufferId buffer = 0;
    Shape shape;
    std::size_t size = 0;
  };

  Memory memory;
  std::vector<StepPtr> steps;
  BufferId input = 0;
  std::size_t input_size = 0;
  std::vector<Output> outputs;
};

// graph: simplified, one input. input: NCHW with one picture. Throws ModelFault.
std::unique_ptr<Program> build_program(Graph graph, const Shape& input, const ProgramOptions& options = {});

}  // namespace attendsense::vision::infer
