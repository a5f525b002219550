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

}  // namespace attendsense::crypto
