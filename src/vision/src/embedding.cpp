#include "attendsense/vision/embedding.hpp"

#include <bit>
#include <cmath>

#include "exact_dot.hpp"

namespace attendsense::vision {
namespace {

static_assert(std::endian::native == std::endian::little, "serialise() copies floats as they lie in memory");

std::unexpected<Error> unreadable(std::string_view why) {
  return fail(Failure::corrupt, "embedding_unreadable", "A stored embedding is unreadable: " + std::string(why),
              "Enrol the person again");
}

}  // namespace

Result<Embedding> Embedding::normalised(std::vector<float> values, std::string model) {
  double squares = 0;
  for (const float value : values) squares += static_cast<double>(value) * static_cast<double>(value);
  const double norm = std::sqrt(squares);
  if (!std::isfinite(norm) || norm < 1e-12) {
    return fail(Failure::invalid_input, "embedding_degenerate", "The embedding has no direction",
                "Use another picture of the face");
  }
  for (float& value : values) value = static_cast<float>(static_cast<double>(value) / norm);
  Embedding embedding;
  embedding.values_ = std::move(values);
  embedding.model_ = std::move(model);
  return embedding;
}

Bytes Embedding::serialise() const {
  const auto length = static_cast<std::uint16_t>(model_.size());
  Bytes bytes{static_cast<std::uint8_t>(length & 0xFF), static_cast<std::uint8_t>(length >> 8)};
  bytes.insert(bytes.end(), model_.begin(), model_.begin() + length);
  const std::size_t at = bytes.size();
  bytes.resize(at + values_.size() * sizeof(float));
  if (!values_.empty()) std::memcpy(bytes.data() + at, values_.data(), values_.size() * sizeof(float));
  return bytes;
}

Result<Embedding> Embedding::parse(BytesView bytes) {
  if (bytes.size() < 2) return unreadable("it is cut short");
  const std::size_t length = bytes[0] | static_cast<std::size_t>(bytes[1]) << 8;
  if (bytes.size() < 2 + length) return unreadable("it is cut short");
  const BytesView numbers = bytes.subspan(2 + length);
  if (numbers.empty() || numbers.size() % sizeof(float) != 0) return unreadable("its length is wrong");
  std::vector<float> values(numbers.size() / sizeof(float));
  std::memcpy(values.data(), numbers.data(), numbers.size());
  // Taken as stored: normalising again would change the last bits, and a template must compare the same for ever.
  const float squares = exact_dot(values, values);
  if (!(std::abs(squares - 1.0F) < 1e-3F)) return unreadable("it is not of unit length");
  Embedding embedding;
  embedding.values_ = std::move(values);
  embedding.model_ = std::string(as_text(bytes.subspan(2, length)));
  return embedding;
}

Result<float> similarity(const Embedding& a, const Embedding& b) {
  if (a.model() != b.model() || a.values().size() != b.values().size()) {
    return fail(Failure::invalid_input, "embedding_models_differ",
                "Embeddings of '" + a.model() + "' and '" + b.model() + "' cannot be compared",
                "Compare embeddings of one model");
  }
  return exact_dot(a.values(), b.values());
}

}  // namespace attendsense::vision
