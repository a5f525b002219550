#pragma once

// Fernet tokens (github.com/fernet/spec, version 0x80): AES-128-CBC, then HMAC-SHA-256 over everything, as base64url
// text. A station seals its captures with them, so that nothing between its camera and the worker holds a picture.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/crypto/key_bytes.hpp"

namespace attendsense::crypto {

class FernetKey : NonLoggable {
 public:
  [[nodiscard]] static FernetKey generate();
  // The 44 characters of base64url that generate().text() gives. Else invalid_input "fernet_key_malformed", which does
  // not repeat the text.
  [[nodiscard]] static Result<FernetKey> parse(const Secret& text);

  [[nodiscard]] Secret text() const;

  [[nodiscard]] BytesView bytes() const { return bytes_.reveal(); }

  [[nodiscard]] BytesView signing_half() const { return bytes_.reveal().first(16); }

  [[nodiscard]] BytesView encryption_half() const { return bytes_.reveal().last(16); }

 private:
  explicit FernetKey(const KeyBytes& bytes) : bytes_(bytes) {}

  KeyBytes bytes_;
};

// The token as text of base64url with padding: 4/3 of the plain size and about 100 characters. `now` is written into
// it in the clear, in whole seconds. Safe from any thread, as is fernet_decrypt.
[[nodiscard]] std::string fernet_encrypt(const FernetKey& key, BytesView plain, Instant now);

inline constexpr std::chrono::seconds kFernetMaxClockSkew{60};

// Checks the signature, in constant time, before it looks at anything else that an attacker could have written.
// As the specification has it, the token's age matters only when a `time_to_live` is given; then a token older than
// that, or from more than kFernetMaxClockSkew in the future, is refused.
// Failures, all invalid_input and none with plain text in it:
//   "fernet_malformed"  not base64url, too short, or not whole cipher blocks
//   "fernet_version"    another version of the format (unsupported)
//   "fernet_signature"  made with another key, or changed on its way
//   "fernet_expired"    older than time_to_live
//   "fernet_future"     from the future
//   "fernet_padding"    signed rightly, but its content is not a padded plain text: a faulty sender
[[nodiscard]] Result<Bytes> fernet_decrypt(const FernetKey& key, std::string_view token, Instant now,
                                           std::optional<std::chrono::seconds> time_to_live = std::nullopt);

[[nodiscard]] inline Result<Bytes> fernet_decrypt(const FernetKey& key, BytesView token, Instant now,
                                                  std::optional<std::chrono::seconds> time_to_live = std::nullopt) {
  return fernet_decrypt(key, as_text(token), now, time_to_live);
}

}  // namespace attendsense::crypto
