#include "attendsense/crypto/mqtt_password.hpp"

#include <openssl/evp.h>

#include <array>
#include <optional>
#include <stdexcept>

#include "attendsense/crypto/base64.hpp"
#include "attendsense/crypto/signature.hpp"
#include "sodium.hpp"

namespace attendsense::crypto {

namespace {

constexpr std::string_view kPurpose = "attendsense mqtt v1";
constexpr std::string_view kScheme = "$7$101$";
// Mosquitto's own number. The passwords of stations are 256 random bits, which no number of passes protects better.
constexpr int kPasses = 101;
constexpr std::size_t kSaltSize = 12;
constexpr std::size_t kLongestSalt = 64;
constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;

std::string to_base64(BytesView bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();  // sodium counts and writes a closing zero
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  Bytes bytes(kLongestSalt);
  std::size_t size = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, kVariant) != 0)
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace

Secret station_mqtt_password(const Secret& station_key) {
  return Secret(to_base64url(hmac_sha256(as_bytes(station_key.reveal()), as_bytes(kPurpose))));
}

std::string mosquitto_hash(const Secret& password) {
  ensure_sodium();
  std::array<std::uint8_t, kSaltSize> salt{};
  randombytes_buf(salt.data(), salt.size());
  return mosquitto_hash(password, salt);
}

std::string mosquitto_hash(const Secret& password, BytesView salt) {
  std::array<std::uint8_t, 64> hash{};
  const std::string& text = password.reveal();
  const int done =
      PKCS5_PBKDF2_HMAC(text.data(), static_cast<int>(text.size()), salt.data(), static_cast<int>(salt.size()), kPasses,
                        EVP_sha512(), static_cast<int>(hash.size()), hash.data());
  if (done != 1) throw std::runtime_error("OpenSSL: PBKDF2 failed");
  return std::string(kScheme) + to_base64(salt) + "$" + to_base64(hash);
}

bool is_mosquitto_hash_of(std::string_view encoded, const Secret& password) {
  if (!encoded.starts_with(kScheme)) return false;
  const std::string_view rest = encoded.substr(kScheme.size());
  const std::optional<Bytes> salt = from_base64(rest.substr(0, rest.find('$')));
  if (!salt) return false;
  const std::string expected = mosquitto_hash(password, *salt);
  return expected.size() == encoded.size() && sodium_memcmp(expected.data(), encoded.data(), encoded.size()) == 0;
}

}  // namespace attendsense::crypto
