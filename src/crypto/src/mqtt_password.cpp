#include "attendsense/crypto/mqtt_password.hpp"

#include <openssl/evp.h>

#include <array>
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
constexpr std::size_t kLongestSalt = 88;  // 64 bytes in base64

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
  const std::string_view text = rest.substr(0, rest.find('$'));
  if (text.size() > kLongestSalt) return false;
  const Result<Bytes> salt = from_base64(text);
  if (!salt) return false;
  const std::string expected = mosquitto_hash(password, *salt);
  return expected.size() == encoded.size() && sodium_memcmp(expected.data(), encoded.data(), encoded.size()) == 0;
}

}  // namespace attendsense::crypto
