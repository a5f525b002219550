#include "case_fold.hpp"

#include <locale.h>

#include <array>
#include <cstdint>
#include <cwctype>

namespace attendsense::store {
namespace {

// Every glibc has it; without it only ASCII letters are folded.
locale_t unicode_locale() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

std::size_t length_of_sequence(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

// The code point at the start of `text` and its length in bytes; length 0 where it is not UTF-8.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;
};

CodePoint decode(std::string_view text) {
  constexpr std::array<unsigned char, 5> kLeadBits{0, 0x7f, 0x1f, 0x0f, 0x07};
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = length_of_sequence(lead);
  if (length == 0 || length > text.size()) return {};
  std::uint32_t value = lead & kLeadBits[length];
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return {};
    value = (value << 6) | (byte & 0x3f);
  }
  return {value, length};
}

void append(std::string& out, std::uint32_t value) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((value >> shift) & 0x3f)); };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xc0 | (value >> 6));
    tail(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xe0 | (value >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xf0 | (value >> 18));
    tail(12), tail(6), tail(0);
  }
}

std::uint32_t lower(std::uint32_t value) {
  if (value >= 'A' && value <= 'Z') return value - 'A' + 'a';
  if (value < 0x80 || unicode_locale() == nullptr) return value;
  return static_cast<std::uint32_t>(towlower_l(static_cast<wint_t>(value), unicode_locale()));
}

}  // namespace

std::string fold_case(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = decode(text);
    if (next.length == 0) {
      folded += text.front();
      text.remove_prefix(1);
    } else {
      append(folded, lower(next.value));
      text.remove_prefix(next.length);
    }
  }
  return folded;
}

}  // namespace attendsense::store
