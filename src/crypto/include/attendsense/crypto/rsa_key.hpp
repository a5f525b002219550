#pragma once

#include <memory>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::crypto {

// A private RSA key of at least 2048 bits that signs for a service which knows the public one. Safe from any thread.
class RsaKey : NonLoggable {
 public:
  // PEM, PKCS #8 or PKCS #1, not encrypted. Else invalid_input "rsa_key_malformed", which does not repeat the text.
  [[nodiscard]] static Result<RsaKey> from_pem(const Secret& pem);

  // RSASSA-PKCS1-v1_5 with SHA-256: RS256 of RFC 7518, section 3.3.
  [[nodiscard]] Bytes sign_rs256(BytesView content) const;

 private:
  struct Key;

  explicit RsaKey(std::shared_ptr<const Key> key) : key_(std::move(key)) {}

  std::shared_ptr<const Key> key_;
};

}  // namespace attendsense::crypto
