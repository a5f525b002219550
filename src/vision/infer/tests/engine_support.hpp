#pragma once

// Holds the engine, in every way it can execute, against the plain executor.

#include <gtest/gtest.h>

#include <random>

#include "folding.hpp"
#include "program.hpp"
#include "readers.hpp"
#include "reference_executor.hpp"

namespace attendsense::vision::infer {

// Values in -1..1, from a fixed seed.
inline ReferenceTensor random_input(const Shape& shape, unsigned seed = 1) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> distribution(-1, 1);
  ReferenceTensor tensor{shape, std::vector<double>(element_count(shape))};
  for (auto& value : tensor.data) value = static_cast<float>(distribution(generator));
  return tensor;
}

inline void expect_near(const ReferenceTensor& expected, std::span<const float> actual, const std::string& how) {
  ASSERT_EQ(expected.data.size(), actual.size()) << how;
  double largest = 1e-3;
  for (const double value : expected.data) largest = std::max(largest, std::abs(value));
  for (std::size_t i = 0; i < actual.size(); ++i) {
    ASSERT_NEAR(expected.data[i], actual[i], 2e-5 * largest) << how << ", element " << i << " of " << actual.size();
  }
}

// Executes the network by every kernel table, streaming and through oneDNN, twice in a row each.
inline void expect_as_plain(const Bytes& onnx, const Shape& shape, unsigned seed = 1) {
  const Graph published = read_onnx(onnx);
  const auto input = random_input(shape, seed);
  const auto expected = execute_plainly(published, input);
  Graph simplified = published;
  simplify(simplified);
  for (const auto* kernels : available_kernels()) {
    for (const bool stream : {true, false}) {
      const auto program = build_program(simplified, shape, {.kernels = kernels, .stream = stream});
      for (int round = 0; round < 2; ++round) {
        std::ranges::copy(input.data, program->memory.at(program->input));
        for (const auto& step : program->steps) step->run();
        ASSERT_EQ(program->outputs.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
          const auto& output = program->outputs[i];
          const auto how = std::string(kernels->name) + (stream ? ", streaming" : ", oneDNN") + ", output " +
                           std::to_string(i) + ", round " + std::to_string(round);
          ASSERT_EQ(output.shape, expected[i].shape) << how;
          ASSERT_NO_FATAL_FAILURE(expect_near(expected[i], {program->memory.at(output.buffer), output.size}, how));
        }
      }
    }
  }
}

}  // namespace attendsense::vision::infer
