#pragma once

// Neural inference on the CPU. A Model is a network as its maker published it (ONNX, or OpenVINO IR with its .bin),
// read into one graph, folded, and kept immutable; a Session executes it for one input size on one thread.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"

namespace attendsense::vision::infer {

// Dimensions, outermost first: NCHW for pictures.
using Shape = std::vector<std::int64_t>;

struct TensorInfo {
  std::string name;
  Shape shape;
};

// Immutable after loading; share it between threads.
class Model {
 public:
  // Errors: not_found "model_missing", corrupt "model_unreadable", unsupported "model_operator_unsupported" (names the
  // operator and its node).
  [[nodiscard]] static Result<std::shared_ptr<const Model>> load(const std::filesystem::path& path);
  virtual ~Model() = default;

  // As published; a dimension that the publisher left open is 0, and then the outputs' shapes are empty.
  [[nodiscard]] virtual const std::vector<TensorInfo>& inputs() const = 0;
  [[nodiscard]] virtual const std::vector<TensorInfo>& outputs() const = 0;
};

// Compiled for one input shape, with its own scratch memory and its own copy of the weights, in the order in which the
// kernels read them. One thread at a time; make one a thread. Compiling takes milliseconds: keep sessions.
class Session {
 public:
  // One-input networks. input: NCHW with every dimension given, one picture. Errors: unsupported
  // "input_shape_unsupported" if the layers do not fit a picture of that size.
  [[nodiscard]] static Result<std::unique_ptr<Session>> compile(std::shared_ptr<const Model> model, const Shape& input);
  virtual ~Session() = default;

  // Where the caller writes the input: float32, NCHW, dense. Valid for the session's life.
  [[nodiscard]] virtual std::span<float> input() = 0;
  // Executes on the calling thread alone. Cannot fail on any input values (NaN goes through).
  virtual void run() = 0;
  // Output `index` in the order of Model::outputs(): float32, dense, in the published layout. Valid until run().
  [[nodiscard]] virtual std::span<const float> output(std::size_t index) const = 0;
  [[nodiscard]] virtual const Shape& output_shape(std::size_t index) const = 0;
};

}  // namespace attendsense::vision::infer
