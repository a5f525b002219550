#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attendsense::crypto {

// Strict UTF-8: no surrogates, no overlong forms, nothing beyond U+10FFFF. Nothing when it is not.
[[nodiscard]] std::optional<std::u32string> decode_utf8(std::string_view text);

// Lower case for the Latin, Greek and Cyrillic letters that names are mostly written in; others stay as they are.
[[nodiscard]] std::u32string fold_case(std::u32string text);

}  // namespace attendsense::crypto
