#include "attendsense/crypto/sealing.hpp"

#include <algorithm>

#include "attendsense/base/sha256.hpp"
#include "attendsense/crypto/signature.hpp"
#include "sodium.hpp"

namespace attendsense::crypto {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeaderSize = 1 + kNonceSize;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == KeyBytes::kSize);

// The version is authenticated too, so that no later format can be passed off as this one.
Bytes bind_version(std::uint8_t version, BytesView associated) {
  Bytes bound;
  bound.reserve(1 + associated.size());
  bound.push_back(version);
  bound.insert(bound.end(), associated.begin(), associated.end());
  return bound;
}

}  // namespace

std::string SealingKey::fingerprint() const {
  const Signature signature = hmac_sha256(bytes(), as_bytes("attendsense sealing key fingerprint"));
  return to_hex(BytesView(signature).first(8));
}

Bytes seal(const SealingKey& key, BytesView plain, BytesView associated) {
  ensure_sodium();
  Bytes sealed(kHeaderSize + plain.size() + kTagSize);
  sealed[0] = kVersion;
  std::uint8_t* nonce = &sealed[1];
  randombytes_buf(nonce, kNonceSize);
  const Bytes bound = bind_version(kVersion, associated);
  crypto_aead_xchacha20poly1305_ietf_encrypt(&sealed[kHeaderSize], nullptr, plain.data(), plain.size(), bound.data(),
                                             bound.size(), nullptr, nonce, key.bytes().data());
  return sealed;
}

Result<Bytes> open(const SealingKey& key, BytesView sealed, BytesView associated) {
  ensure_sodium();
  if (!sealed.empty() && sealed[0] != kVersion) {
    return fail(Failure::unsupported, "seal_version",
                "This sealed value has format " + std::to_string(sealed[0]) + ", and only format 1 is known here",
                "Use the version of the program that wrote it, or a later one");
  }
  const auto broken = [] {
    return fail(Failure::corrupt, "seal_broken", "A sealed value does not open: it is damaged, or its key is another",
                "Check that the sealing key file is the one this database was made with");
  };
  if (sealed.size() < kHeaderSize + kTagSize) return broken();
  const Bytes bound = bind_version(kVersion, associated);
  // One byte more than needed, so that there is a place to write to when the plain text is empty.
  Bytes plain(sealed.size() - kHeaderSize - kTagSize + 1);
  const BytesView cipher = sealed.subspan(kHeaderSize);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, cipher.data(), cipher.size(),
                                                 bound.data(), bound.size(), &sealed[1], key.bytes().data()) != 0) {
    return broken();
  }
  plain.pop_back();
  return plain;
}

}  // namespace attendsense::crypto
