#pragma once

// Enums and their names, in one table each.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace attendsense::core {

// The names of an enum, in the order of its values.
template <std::size_t Count>
using Names = std::array<std::string_view, Count>;

template <class Enum, std::size_t Count>
std::string_view name_of(Enum value, const Names<Count>& names) {
  const auto index = static_cast<std::size_t>(value);
  return index < Count ? names[index] : "invalid";
}

template <class Enum, std::size_t Count>
std::optional<Enum> value_of(std::string_view text, const Names<Count>& names) {
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace attendsense::core
