#pragma once

#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense::crypto {

enum class Padding { with, without };

// base64url (RFC 4648, section 5). In constant time for a given length, so it may be used on keys.
[[nodiscard]] std::string to_base64url(BytesView bytes, Padding padding = Padding::without);
// Strict: exactly this padding, no blanks, no other alphabet, no loose bits at the end. Else invalid_input
// "base64_malformed", which does not repeat the text.
[[nodiscard]] Result<Bytes> from_base64url(std::string_view text, Padding padding = Padding::without);

// The same with the common alphabet and padding (section 4), as other systems write it.
[[nodiscard]] std::string to_base64(BytesView bytes);
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);

}  // namespace attendsense::crypto
