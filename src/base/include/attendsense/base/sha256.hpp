#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense {

using Sha256Digest = std::array<std::uint8_t, 32>;

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void update(BytesView bytes);
  [[nodiscard]] Sha256Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] Sha256Digest sha256(BytesView bytes);
// Reads in pieces. A file that cannot be read: not_found or unavailable, naming the path.
[[nodiscard]] Result<Sha256Digest> sha256_file(const std::filesystem::path& path);
// Lower-case hexadecimal.
[[nodiscard]] std::string to_hex(BytesView bytes);
[[nodiscard]] Result<Bytes> from_hex(std::string_view text);

}  // namespace attendsense
