#include "attendsense/crypto/password.hpp"

#include <argon2.h>

#include <array>
#include <charconv>
#include <optional>

#include "sodium.hpp"

namespace attendsense::crypto {

namespace {

struct Cost {
  std::uint32_t memory_kib = 0;
  std::uint32_t passes = 0;
  std::uint32_t lanes = 0;
  bool operator==(const Cost&) const = default;
};

constexpr Cost kCost{19 * 1024, 2, 1};
constexpr Cost kMostAccepted{256 * 1024, 16, 8};  // an encoding from elsewhere must not be a way to exhaust the server
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kHashSize = 32;
constexpr std::string_view kScheme = "$argon2id$v=19$";
constexpr std::size_t kLongestEncoding = 256;

// Reads "m=19456" and the like from the front of `text`.
std::optional<std::uint32_t> read_number(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<Cost> cost_of(std::string_view encoded) {
  if (encoded.size() > kLongestEncoding || !encoded.starts_with(kScheme)) return std::nullopt;
  std::string_view rest = encoded.substr(kScheme.size());
  const auto memory = read_number(rest, "m=");
  const auto passes = memory ? read_number(rest, ",t=") : std::nullopt;
  const auto lanes = passes ? read_number(rest, ",p=") : std::nullopt;
  if (!lanes || !rest.starts_with('$')) return std::nullopt;
  return Cost{*memory, *passes, *lanes};
}

bool affordable(const Cost& cost) {
  return cost.memory_kib <= kMostAccepted.memory_kib && cost.passes <= kMostAccepted.passes &&
         cost.lanes <= kMostAccepted.lanes;
}

// Well formed, at today's cost, and the hash of no password that anybody will find.
std::string hash_of_nobody() {
  return std::string(kScheme) + "m=" + std::to_string(kCost.memory_kib) + ",t=" + std::to_string(kCost.passes) +
         ",p=" + std::to_string(kCost.lanes) + "$" + std::string(22, 'A') + "$" + std::string(43, 'A');
}

}  // namespace

Result<std::string> hash_password(const Secret& password) {
  ensure_sodium();
  if (password.reveal().size() > kPasswordMaxBytes) {
    return fail(Failure::invalid_input, "password_too_long", "The password has more than 1024 bytes",
                "Choose a shorter one");
  }
  std::array<std::uint8_t, kSaltSize> salt;
  randombytes_buf(salt.data(), salt.size());
  std::string encoded(argon2_encodedlen(kCost.passes, kCost.memory_kib, kCost.lanes, kSaltSize, kHashSize, Argon2_id),
                      '\0');
  const int status = argon2id_hash_encoded(kCost.passes, kCost.memory_kib, kCost.lanes, password.reveal().data(),
                                           password.reveal().size(), salt.data(), salt.size(), kHashSize,
                                           encoded.data(), encoded.size());
  if (status != ARGON2_OK) {
    return fail(Failure::unavailable, "password_hashing_failed",
                std::string("The password cannot be hashed: ") + argon2_error_message(status), "Try again later");
  }
  encoded.resize(std::string_view(encoded).find('\0'));
  return encoded;
}

bool verify_password(const Secret& password, std::string_view encoded) {
  const std::optional<Cost> cost = cost_of(encoded);
  if (!cost || !affordable(*cost) || password.reveal().size() > kPasswordMaxBytes) return false;
  const std::string terminated(encoded);
  return argon2id_verify(terminated.c_str(), password.reveal().data(), password.reveal().size()) == ARGON2_OK;
}

bool verify_password_of_nobody(const Secret& password) {
  static const std::string hash = hash_of_nobody();
  static_cast<void>(verify_password(password, hash));
  return false;
}

bool needs_rehash(std::string_view encoded) {
  return cost_of(encoded) != kCost;
}

}  // namespace attendsense::crypto
