#include "json_text.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

namespace attendsense::api {
namespace {

bool is_plain(char letter) {
  const auto code = static_cast<unsigned char>(letter);
  return code >= 0x20 && code != '"' && code != '\\' && code != 0x7f;
}

void append_quoted(JsonText& json, std::string_view plain) {
  json.text += '"';
  json.text += plain;
  json.text += '"';
}

}  // namespace

void append_json(JsonText& json, std::string_view text) {
  if (std::ranges::all_of(text, is_plain)) return append_quoted(json, text);
  json.text += boost::json::serialize(boost::json::value(text));
}

void append_json(JsonText& json, std::int64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  json.text.append(digits.data(), end);
}

void append_json(JsonText& json, const Uuid& id) {
  append_quoted(json, id.to_string());
}

void append_json(JsonText& json, LocalDate date) {
  append_quoted(json, to_string(date));
}

void append_json(JsonText& json, Instant time) {
  append_quoted(json, to_rfc3339(time));
}

void append_json(JsonText& json, const boost::json::object& object) {
  json.text += boost::json::serialize(object);
}

}  // namespace attendsense::api
