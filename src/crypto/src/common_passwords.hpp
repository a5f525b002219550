#pragma once

#include <span>
#include <string_view>

namespace attendsense::crypto {

// Lower case. Words that common passwords are built from; each is worth little however long it is. Longest first.
[[nodiscard]] std::span<const std::string_view> common_words();

// Lower case, letters and digits only. Long passwords that many people chose and whose parts alone do not tell.
[[nodiscard]] std::span<const std::string_view> common_phrases();

// Rows and columns of keyboards, the alphabet, the digits: whoever follows one of them makes no choice.
[[nodiscard]] std::span<const std::u32string_view> beaten_tracks();

}  // namespace attendsense::crypto
