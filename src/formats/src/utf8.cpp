#include "utf8.hpp"

namespace attendsense::formats {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool allowed_alone(std::uint8_t byte) {
  return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
}

bool is_noncharacter(std::string_view character) {
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

}  // namespace

// The ranges are table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF.
bool Utf8Checker::step(std::uint8_t byte) {
  if (missing_ > 0) {
    const bool fits = byte >= lowest_ && byte <= highest_;
    missing_ = fits ? missing_ - 1 : 0;
    lowest_ = 0x80;
    highest_ = 0xBF;
    return fits;
  }
  if (byte < 0x80) return true;
  if (byte < 0xC2 || byte > 0xF4) return false;
  missing_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  if (byte == 0xE0) lowest_ = 0xA0;
  if (byte == 0xED) highest_ = 0x9F;
  if (byte == 0xF0) lowest_ = 0x90;
  if (byte == 0xF4) highest_ = 0x8F;
  return true;
}

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  Utf8Checker checker;
  std::size_t begin = 0;  // of the character that is being followed
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const bool inside = !checker.complete();
    if (!checker.step(byte)) {
      clean += kReplacement;
      if (inside) --i;  // the byte may begin a character of its own
      begin = i + 1;
    } else if (checker.complete()) {
      const std::string_view character = text.substr(begin, i + 1 - begin);
      const bool allowed = character.size() == 1 ? allowed_alone(byte) : !is_noncharacter(character);
      clean += allowed ? character : kReplacement;
      begin = i + 1;
    }
  }
  if (!checker.complete()) clean += kReplacement;
  return clean;
}

bool is_utf8(std::string_view text) {
  Utf8Checker checker;
  for (const char c : text) {
    if (!checker.step(static_cast<std::uint8_t>(c))) return false;
  }
  return checker.complete();
}

}  // namespace attendsense::formats
