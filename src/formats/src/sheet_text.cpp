#include "sheet_text.hpp"

#include <algorithm>
#include <cctype>

#include "utf8.hpp"

namespace attendsense::formats {

namespace {

constexpr std::size_t kCellUnits = 32'767;
constexpr std::size_t kNameUnits = 31;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

std::size_t units_of(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) continue;  // not the first of its character
    units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::string with_line_feeds(std::string text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      result += text[i];
    } else if (!std::string_view(text).substr(i + 1).starts_with('\n')) {
      result += '\n';
    }
  }
  return result;
}

bool like_an_escape(std::string_view text) {
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         std::ranges::all_of(text.substr(2, 4),
                             [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
}

std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (like_an_escape(text.substr(i))) result += "_x005F";
    result += text[i];
  }
  return result;
}

std::string shortened(std::string_view text, std::size_t units) {
  return std::string(cut_to_units(text, units - 1)) + std::string(kEllipsis);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace

std::string_view cut_to_units(std::string_view text, std::size_t units) {
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::size_t width = next - end == 4 ? 2 : 1;
    if (width > units) break;
    units -= width;
    end = next;
  }
  return text.substr(0, end);
}

std::string sheet_text(std::string_view text) {
  std::string clean = with_line_feeds(clean_text(text));
  if (units_of(clean) > kCellUnits) clean = shortened(clean, kCellUnits);
  std::string result = escaped(clean);
  // An escape at most doubles the text, and it counts.
  if (units_of(result) > kCellUnits) result = escaped(shortened(clean, kCellUnits / 2));
  return result;
}

std::string sheet_name(std::string_view title, std::set<std::string>& taken) {
  std::string wanted = clean_text(title);
  for (char& c : wanted) {
    if (std::string_view("[]:*?/\\").contains(c)) c = '_';
    if (c == '\t' || c == '\r' || c == '\n') c = ' ';
  }
  wanted = cut_to_units(wanted, kNameUnits);
  if (wanted.starts_with('\'')) wanted.front() = '_';
  if (wanted.ends_with('\'')) wanted.back() = '_';
  if (wanted.empty()) wanted = "Sheet";
  if (lower(wanted) == "history") wanted += '_';  // Excel keeps this name for itself
  std::string name = wanted;
  for (int number = 2; !taken.insert(lower(name)).second; ++number) {
    const std::string suffix = " (" + std::to_string(number) + ")";
    name = std::string(cut_to_units(wanted, kNameUnits - suffix.size())) + suffix;
  }
  return name;
}

}  // namespace attendsense::formats
