#pragma once

// HMAC-SHA-256 over bytes that both sides write in the same way.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"
#include "attendsense/crypto/fernet.hpp"
#include "attendsense/crypto/key_bytes.hpp"

namespace attendsense::crypto {

class SigningKey : NonLoggable {
 public:
  // HKDF-SHA-256 (RFC 5869) without salt and with `purpose` as info, so that one stored key serves several uses that
  // cannot be played against each other: `SigningKey::derive(station_key.bytes(), "attendsense event v1")`.
  [[nodiscard]] static SigningKey derive(BytesView key, std::string_view purpose);

  [[nodiscard]] static SigningKey derive(const FernetKey& key, std::string_view purpose) {
    return derive(key.bytes(), purpose);
  }

  explicit SigningKey(const KeyBytes& bytes) : bytes_(bytes) {}

  [[nodiscard]] BytesView bytes() const { return bytes_.reveal(); }

 private:
  KeyBytes bytes_;
};

using Signature = std::array<std::uint8_t, 32>;

// HMAC-SHA-256 under a key of any length. Safe from any thread, as is all below.
[[nodiscard]] Signature hmac_sha256(BytesView key, BytesView content);

// 43 characters of base64url, no padding.
[[nodiscard]] std::string sign(const SigningKey& key, BytesView content);
// In constant time. A malformed signature is a wrong one.
[[nodiscard]] bool verify(const SigningKey& key, BytesView content, std::string_view signature);

}  // namespace attendsense::crypto
