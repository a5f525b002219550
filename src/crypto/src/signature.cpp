#include "attendsense/crypto/signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

#include "attendsense/crypto/base64.hpp"
#include "attendsense/crypto/token.hpp"
#include "sodium.hpp"

namespace attendsense::crypto {

Signature hmac_sha256(BytesView key, BytesView content) {
  Signature signature;
  unsigned int size = 0;
  // A null pointer would mean "the key of the last call" to OpenSSL.
  static constexpr std::uint8_t kNothing = 0;
  const void* key_data = key.empty() ? &kNothing : key.data();
  if (HMAC(EVP_sha256(), key_data, static_cast<int>(key.size()), content.data(), content.size(), signature.data(),
           &size) == nullptr ||
      size != signature.size()) {
    throw std::runtime_error("OpenSSL failed at HMAC");
  }
  return signature;
}

SigningKey SigningKey::derive(BytesView key, std::string_view purpose) {
  static constexpr std::array<std::uint8_t, 32> kNoSalt{};
  Signature extracted = hmac_sha256(kNoSalt, key);
  Bytes info = to_bytes(purpose);
  info.push_back(1);  // the first and only block of HKDF-Expand
  Signature expanded = hmac_sha256(extracted, info);
  SigningKey derived(KeyBytes::copy_of(expanded));
  sodium_memzero(extracted.data(), extracted.size());
  sodium_memzero(expanded.data(), expanded.size());
  return derived;
}

std::string sign(const SigningKey& key, BytesView content) {
  return to_base64url(hmac_sha256(key.bytes(), content));
}

bool verify(const SigningKey& key, BytesView content, std::string_view signature) {
  const Result<Bytes> given = from_base64url(signature);
  return given && equal_in_constant_time(BytesView(*given), hmac_sha256(key.bytes(), content));
}

}  // namespace attendsense::crypto
