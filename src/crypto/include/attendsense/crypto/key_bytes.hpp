#pragma once

#include <array>
#include <cstdint>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::crypto {

// 256 bits of key material: not loggable, overwritten when it goes.
class KeyBytes : NonLoggable {
 public:
  static constexpr std::size_t kSize = 32;

  // From the operating system's generator. Safe from any thread.
  [[nodiscard]] static KeyBytes random();
  // Copies exactly kSize bytes; another length is a defect: std::logic_error.
  [[nodiscard]] static KeyBytes copy_of(BytesView bytes);

  KeyBytes(const KeyBytes&) = default;
  KeyBytes& operator=(const KeyBytes&) = default;
  ~KeyBytes();

  [[nodiscard]] BytesView reveal() const { return bytes_; }

 private:
  KeyBytes() = default;
  std::array<std::uint8_t, kSize> bytes_{};
};

}  // namespace attendsense::crypto
