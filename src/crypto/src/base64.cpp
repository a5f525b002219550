#include "attendsense/crypto/base64.hpp"

#include "sodium.hpp"

namespace attendsense::crypto {

namespace {

int variant_of(Padding padding) {
  return padding == Padding::with ? sodium_base64_VARIANT_URLSAFE : sodium_base64_VARIANT_URLSAFE_NO_PADDING;
}

// libsodium 1.0.18 takes some bytes beyond ASCII for characters of the alphabet.
bool is_ascii(std::string_view text) {
  unsigned char seen = 0;
  for (const char c : text) seen |= static_cast<unsigned char>(c);
  return seen < 0x80;
}

std::string encoded(BytesView bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // sodium counts and writes a closing zero
  return text;
}

Result<Bytes> decoded(std::string_view text, int variant, const char* kind) {
  Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  // Without an "end" pointer, sodium refuses whatever it could not decode to the last character.
  const int failed =
      sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, variant);
  if (failed != 0 || !is_ascii(text)) {
    return fail(Failure::invalid_input, "base64_malformed", "This is not " + std::string(kind) + " padding");
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::string to_base64url(BytesView bytes, Padding padding) {
  return encoded(bytes, variant_of(padding));
}

Result<Bytes> from_base64url(std::string_view text, Padding padding) {
  return decoded(text, variant_of(padding),
                 padding == Padding::with ? "base64url text with" : "base64url text without");
}

std::string to_base64(BytesView bytes) {
  return encoded(bytes, sodium_base64_VARIANT_ORIGINAL);
}

Result<Bytes> from_base64(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_ORIGINAL, "base64 text with");
}

}  // namespace attendsense::crypto
