#include "code_points.hpp"

#include <cstdint>

namespace attendsense::crypto {

namespace {

// How many bytes a sequence has by its first byte; 0: none can start so.
std::size_t length_of(std::uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

bool acceptable(char32_t point, std::size_t length) {
  if (length == 3) return point >= 0x800 && (point < 0xD800 || point > 0xDFFF);
  if (length == 4) return point >= 0x10000 && point <= 0x10FFFF;
  return true;
}

char32_t fold(char32_t c) {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (within(U'A', U'Z') || (within(0xC0, 0xDE) && c != 0xD7) || within(0x391, 0x3A9) || within(0x410, 0x42F)) {
    return c + 0x20;
  }
  if (within(0x400, 0x40F)) return c + 0x50;
  // Latin Extended-A: pairs, the capital letter even in one stretch and odd in another.
  if (within(0x100, 0x137) || within(0x14A, 0x177)) return c | 1U;
  if (within(0x139, 0x148) || within(0x179, 0x17E)) return (c & 1U) != 0 ? c + 1 : c;
  return c;
}

}  // namespace

std::optional<std::u32string> decode_utf8(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = length_of(first);
    if (length == 0 || i + length > text.size()) return std::nullopt;
    char32_t point = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<std::uint8_t>(text[i + k]);
      if ((next & 0xC0U) != 0x80U) return std::nullopt;
      point = (point << 6U) | (next & 0x3FU);
    }
    if (!acceptable(point, length)) return std::nullopt;
    points += point;
    i += length;
  }
  return points;
}

std::u32string fold_case(std::u32string text) {
  for (char32_t& c : text) c = fold(c);
  return text;
}

}  // namespace attendsense::crypto
