#include "reports/mapped_file.hpp"

namespace attendsense::service::reports {
namespace {

// 0x80 to 0x9F: https://encoding.spec.whatwg.org/index-windows-1252.txt; 0: there is none.
constexpr char32_t kUpper[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                 0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The character at the front of the text, which is taken off it; U+FFFD for what is no UTF-8.
char32_t take_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length > text.size() || (lead >= 0x80 && length == 1)) {
    text.remove_prefix(1);
    return 0xFFFD;
  }
  char32_t character = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) character = character << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(length);
  return character;
}

char in_windows_1252(char32_t character) {
  if (character < 0x80 || (character >= 0xA0 && character <= 0xFF)) return static_cast<char>(character);
  const auto* const found = std::ranges::find(kUpper, character);
  return found == std::end(kUpper) ? '?' : static_cast<char>(0x80 + (found - kUpper));
}

}  // namespace

std::string to_windows_1252(std::string_view text) {
  std::string encoded;
  encoded.reserve(text.size());
  while (!text.empty()) encoded += in_windows_1252(take_character(text));
  return encoded;
}

}  // namespace attendsense::service::reports
