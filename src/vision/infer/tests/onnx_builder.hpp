#pragma once

// Writes small ONNX networks for tests.

#include <random>
#include <string>
#include <variant>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/vision/infer/engine.hpp"

namespace attendsense::vision::infer {

class OnnxBuilder {
 public:
  using Attribute = std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>>;

  struct Named {
    std::string name;
    Attribute value;
  };

  explicit OnnxBuilder(std::int64_t opset = 11);
  ~OnnxBuilder();
  OnnxBuilder(const OnnxBuilder&) = delete;
  OnnxBuilder& operator=(const OnnxBuilder&) = delete;

  // Each returns the name of the value it makes.
  std::string input(const std::string& name, const Shape& shape);
  std::string floats(const Shape& shape, const std::vector<float>& values);
  std::string integers(const std::vector<std::int64_t>& values);
  std::string random(const Shape& shape, std::mt19937& generator, float low = -1, float high = 1);
  std::string node(const std::string& type, const std::vector<std::string>& inputs,
                   const std::vector<Named>& attributes = {});
  void output(const std::string& value);

  [[nodiscard]] Bytes bytes() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace attendsense::vision::infer
