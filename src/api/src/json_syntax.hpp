#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "attendsense/base/result.hpp"

namespace attendsense::api {

// One JSON document: RFC 8259 to the letter, valid UTF-8, no key twice in an object, at most `deepest` levels.
// Errors: invalid_input "json_malformed", "json_too_deep", "json_key_repeated".
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text, std::size_t deepest);

}  // namespace attendsense::api
