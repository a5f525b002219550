#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace attendsense::formats {

// Follows UTF-8 from byte to byte, over pieces that may end within a character.
class Utf8Checker {
 public:
  // False: the byte cannot stand here. The checker then stands between two characters again.
  bool step(std::uint8_t byte);

  // Between two characters?
  [[nodiscard]] bool complete() const { return missing_ == 0; }

 private:
  int missing_ = 0;             // bytes of the character that are still to come
  std::uint8_t lowest_ = 0x80;  // what the next of them may be
  std::uint8_t highest_ = 0xBF;
};

// The text with U+FFFD in place of what is not UTF-8 or what XML 1.0 cannot hold: control characters other than tab,
// line feed and carriage return, U+FFFE and U+FFFF.
[[nodiscard]] std::string clean_text(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace attendsense::formats
