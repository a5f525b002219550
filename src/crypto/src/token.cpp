#include "attendsense/crypto/token.hpp"

#include <algorithm>

#include "attendsense/base/sha256.hpp"
#include "attendsense/crypto/base64.hpp"
#include "attendsense/crypto/key_bytes.hpp"
#include "sodium.hpp"

namespace attendsense::crypto {

namespace {

constexpr std::size_t kTokenCharacters = 43;  // 32 bytes as base64url
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeCharacters = 12;
constexpr std::size_t kCodeGroup = 4;

std::string in_groups(std::string_view characters) {
  std::string grouped;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (i > 0 && i % kCodeGroup == 0) grouped += '-';
    grouped += characters[i];
  }
  return grouped;
}

// The character that somebody meant who typed this one. Crockford leaves out what is easily mistaken.
char as_meant(char typed) {
  const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
  if (upper == 'O') return '0';
  if (upper == 'I' || upper == 'L') return '1';
  return upper;
}

}  // namespace

Secret make_token(std::string_view prefix) {
  std::string token(prefix);
  token += to_base64url(KeyBytes::random().reveal());
  return Secret(std::move(token));
}

std::string token_hash(const Secret& token) {
  return to_hex(sha256(as_bytes(token.reveal())));
}

bool looks_like_token(std::string_view text, std::string_view prefix) {
  return text.size() == prefix.size() + kTokenCharacters && text.starts_with(prefix) &&
         from_base64url(text.substr(prefix.size())).has_value();
}

bool equal_in_constant_time(BytesView a, BytesView b) {
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

Secret make_setup_code() {
  ensure_sodium();
  std::string characters;
  for (std::size_t i = 0; i < kCodeCharacters; ++i) characters += kCrockford[randombytes_uniform(kCrockford.size())];
  return Secret(in_groups(characters));
}

Result<Secret> normalise_setup_code(std::string_view typed) {
  std::string characters;
  for (const char c : typed) {
    if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
    const char meant = as_meant(c);
    if (characters.size() == kCodeCharacters || !kCrockford.contains(meant)) {
      characters.clear();
      break;
    }
    characters += meant;
  }
  if (characters.size() != kCodeCharacters) {
    return fail(Failure::invalid_input, "setup_code_malformed",
                "A set-up code has twelve letters and digits in three groups, such as 7K3M-XR9D-02QV",
                "Type the code as the server printed it");
  }
  return Secret(in_groups(characters));
}

}  // namespace attendsense::crypto
