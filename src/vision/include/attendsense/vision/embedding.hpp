#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::vision {

// A face as a direction in space: `model` says whose space. L2-normalised. Cannot be logged. Embeddings of different
// models are never compared.
class Embedding : NonLoggable {
 public:
  Embedding() = default;
  // Normalises. Errors: invalid_input "embedding_degenerate" for zero or non-finite values.
  [[nodiscard]] static Result<Embedding> normalised(std::vector<float> values, std::string model);

  // Little-endian float32 after a two-byte length and the model's id; for sealing, never stored bare.
  [[nodiscard]] Bytes serialise() const;
  [[nodiscard]] static Result<Embedding> parse(BytesView bytes);

  [[nodiscard]] std::span<const float> values() const { return values_; }

  [[nodiscard]] const std::string& model() const { return model_; }

 private:
  std::vector<float> values_;
  std::string model_;
};

// Cosine, -1..1. Embeddings of different models: invalid_input "embedding_models_differ".
[[nodiscard]] Result<float> similarity(const Embedding& a, const Embedding& b);

}  // namespace attendsense::vision
