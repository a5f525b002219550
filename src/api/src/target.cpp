#include "target.hpp"

#include <charconv>

#include "utf8.hpp"

namespace attendsense::api {
namespace {

enum class Plus { itself, space };  // what "+" stands for: in a query a space, in a path itself

Result<std::string> decode(std::string_view text, Plus plus) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const char* digits = text.data() + i + 1;
      unsigned value = 0;
      const bool there = i + 2 < text.size();
      if (!there || std::from_chars(digits, digits + 2, value, 16).ptr != digits + 2) {
        return fail(Failure::invalid_input, "target_malformed",
                    "A percent sign in the address is not followed by two "
                    "hexadecimal digits",
                    "Write a percent sign itself as %25");
      }
      decoded += static_cast<char>(value);
      i += 2;
    } else {
      decoded += text[i] == '+' && plus == Plus::space ? ' ' : text[i];
    }
  }
  if (!is_plain_text(decoded)) {
    return fail(Failure::invalid_input, "target_malformed", "The address holds what is not UTF-8 text",
                "Percent-encode UTF-8 without control characters");
  }
  return decoded;
}

Result<void> parse_query(std::string_view query, Target& target) {
  while (!query.empty()) {
    const std::string_view item = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), item.size() + 1));
    if (item.empty()) continue;
    const std::size_t equals = std::min(item.find('='), item.size());
    auto name = decode(item.substr(0, equals), Plus::space);
    auto value = decode(item.substr(std::min(equals + 1, item.size())), Plus::space);
    if (!name) return fail(std::move(name));
    if (!value) return fail(std::move(value));
    target.query.emplace_back(std::move(*name), std::move(*value));
  }
  return {};
}

}  // namespace

Result<Target> parse_target(std::string_view text) {
  Target target;
  const std::size_t mark = std::min(text.find('?'), text.size());
  std::string_view path = text.substr(0, mark);
  if (path.starts_with('/')) path.remove_prefix(1);
  while (true) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    auto segment = decode(path.substr(0, slash), Plus::itself);
    if (!segment) return fail(std::move(segment));
    target.segments.push_back(std::move(*segment));
    if (slash == path.size()) break;
    path.remove_prefix(slash + 1);
  }
  if (mark < text.size()) {
    if (auto parsed = parse_query(text.substr(mark + 1), target); !parsed) return fail(std::move(parsed));
  }
  return target;
}

}  // namespace attendsense::api
