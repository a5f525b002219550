#include "attendsense/formats/streams.hpp"

#include <algorithm>

namespace attendsense::formats {

Source source_of(std::string_view content) {
  return [rest = content](std::span<char> into) mutable -> Result<std::size_t> {
    const std::size_t count = std::min(into.size(), rest.size());
    std::ranges::copy(rest.substr(0, count), into.begin());
    rest.remove_prefix(count);
    return count;
  };
}

Sink append_to(std::string& text) {
  return [&text](std::string_view piece) -> Result<void> {
    text += piece;
    return {};
  };
}

}  // namespace attendsense::formats
