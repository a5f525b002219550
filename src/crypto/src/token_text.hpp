#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"

namespace attendsense::crypto {

// base64url with padding, as to_base64url and from_base64url have it and just as strict, but by table: nine tenths of
// the time of a Fernet token went into libsodium's constant-time text. Only for what is no secret, such as ciphertext.
[[nodiscard]] std::string encode_public(BytesView bytes);
[[nodiscard]] std::optional<Bytes> decode_public(std::string_view text);

}  // namespace attendsense::crypto
