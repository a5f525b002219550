#include "attendsense/formats/formula_guard.hpp"

#include <algorithm>
#include <array>

namespace attendsense::formats {

namespace {

// Full-width = + - @, which spreadsheets in East Asian locales take for the plain ones.
constexpr std::array<std::string_view, 4> kFullWidth = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

// Apostrophes in front do not matter, so that a guarded text is like the text it guards.
bool like_a_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  if (text.empty()) return false;
  return std::string_view("=+-@\t\r\n").contains(text.front()) ||
         std::ranges::any_of(kFullWidth, [&](std::string_view sign) { return text.starts_with(sign); });
}

}  // namespace

std::string guard_formula(std::string_view text) {
  return like_a_formula(text) ? "'" + std::string(text) : std::string(text);
}

std::string unguard_formula(std::string_view text) {
  return std::string(text.starts_with('\'') && like_a_formula(text) ? text.substr(1) : text);
}

}  // namespace attendsense::formats
