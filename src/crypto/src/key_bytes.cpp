#include "attendsense/crypto/key_bytes.hpp"

#include <algorithm>
#include <stdexcept>

#include "sodium.hpp"

namespace attendsense::crypto {

void ensure_sodium() {
  // Fails only where the operating system has no random numbers to give; no key could be made there.
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium cannot start: the operating system gives no random numbers");
}

KeyBytes KeyBytes::random() {
  ensure_sodium();
  KeyBytes key;
  randombytes_buf(key.bytes_.data(), kSize);
  return key;
}

KeyBytes KeyBytes::copy_of(BytesView bytes) {
  if (bytes.size() != kSize) throw std::logic_error("a key has 32 bytes, not " + std::to_string(bytes.size()));
  KeyBytes key;
  std::ranges::copy(bytes, key.bytes_.begin());
  return key;
}

KeyBytes::~KeyBytes() {
  sodium_memzero(bytes_.data(), kSize);
}

}  // namespace attendsense::crypto
