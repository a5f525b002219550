#include "attendsense/crypto/totp.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "attendsense/crypto/token.hpp"
#include "sodium.hpp"

namespace attendsense::crypto {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kKeyBytes = 20;
constexpr std::uint32_t kCodes = 1'000'000;

std::string to_base32(BytesView bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 5; count -= 5) text += kAlphabet[(bits >> (count - 5)) & 31U];
  }
  if (count > 0) text += kAlphabet[(bits << (5 - count)) & 31U];
  return text;
}

std::optional<Bytes> from_base32(std::string_view text) {
  Bytes bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 5) | static_cast<std::uint32_t>(value);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<std::uint8_t>((bits >> count) & 255U));
  }
  return bytes;
}

// RFC 4226, 5.3: dynamic truncation.
std::uint32_t truncated_hmac_sha1(BytesView key, std::int64_t step) {
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<std::uint8_t>((static_cast<std::uint64_t>(step) >> (56 - 8 * i)) & 255U);
  }
  std::array<std::uint8_t, 20> digest{};
  unsigned int size = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), digest.data(),
           &size) == nullptr ||
      size != digest.size()) {
    throw std::runtime_error("OpenSSL failed at HMAC");
  }
  const std::size_t offset = digest.back() & 15U;
  return (digest[offset] & 127U) << 24 | std::uint32_t{digest[offset + 1]} << 16 |
         std::uint32_t{digest[offset + 2]} << 8 | std::uint32_t{digest[offset + 3]};
}

// As RFC 3986 has it for what is data.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string encoded;
  for (const char c : text) {
    if (kPlain.contains(c)) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

Secret make_totp_key() {
  std::array<std::uint8_t, kKeyBytes> bytes{};
  ensure_sodium();
  randombytes_buf(bytes.data(), bytes.size());
  Secret key(to_base32(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

std::int64_t totp_step(Instant now) {
  return std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()) / kTotpStep;
}

Result<Secret> totp_code(const Secret& key, std::int64_t step) {
  const std::optional<Bytes> bytes = from_base32(key.reveal());
  if (!bytes || bytes->empty()) {
    return fail(Failure::corrupt, "totp_key_malformed", "The key of the one-time codes is no base32",
                "Reset the person's second factor");
  }
  return Secret(fmt::format("{:06}", truncated_hmac_sha1(*bytes, step) % kCodes));
}

Result<std::optional<std::int64_t>> find_totp_step(const Secret& key, const Secret& code, Instant now) {
  std::optional<std::int64_t> found;
  const std::int64_t current = totp_step(now);
  for (std::int64_t step = current - kTotpWindow; step <= current + kTotpWindow; ++step) {
    const Result<Secret> expected = totp_code(key, step);
    if (!expected) return fail(expected.error());
    if (equal_in_constant_time(expected->reveal(), code.reveal())) found = step;
  }
  return found;
}

Secret totp_uri(const Secret& key, std::string_view issuer, std::string_view account) {
  const std::string name = percent_encoded(issuer);
  return Secret(fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits={}&period={}", name,
                            percent_encoded(account), key.reveal(), name, kTotpDigits, kTotpStep.count()));
}

}  // namespace attendsense::crypto
