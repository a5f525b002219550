#include "content_digest.hpp"

#include <openssl/evp.h>

#include "attendsense/base/sha256.hpp"

namespace attendsense::api {

std::string content_digest(std::string_view content) {
  const Sha256Digest digest = sha256(as_bytes(content));
  std::array<unsigned char, 45> text{};  // 32 bytes are 44 characters of base64, and a NUL
  const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return "sha-256=:" + std::string(text.begin(), text.begin() + length) + ":";
}

}  // namespace attendsense::api
