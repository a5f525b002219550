#pragma once

#include <optional>
#include <string_view>

#include "attendsense/base/bytes.hpp"

namespace attendsense::api {

// Base64 of RFC 4648, section 4, with its padding and nothing else. Nothing when it is not.
[[nodiscard]] std::optional<Bytes> decode_base64(std::string_view text);

}  // namespace attendsense::api
