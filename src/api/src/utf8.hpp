#pragma once

#include <string_view>

namespace attendsense::api {

// Well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF) without control characters (C0, DEL, C1).
[[nodiscard]] bool is_plain_text(std::string_view text);

}  // namespace attendsense::api
