#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendsense/base/result.hpp"

namespace attendsense::api {

// A request's target, decoded: "/api/v1/punches?limit=5" is {{"api", "v1", "punches"}, {{"limit", "5"}}}.
struct Target {
  std::vector<std::string> segments;
  std::vector<std::pair<std::string, std::string>> query;
};

// Strict: a "%" needs two hexadecimal digits, and what comes out is UTF-8 without control characters. Empty segments
// stay, so that "//setup" is not "/setup". Errors: invalid_input "target_malformed".
[[nodiscard]] Result<Target> parse_target(std::string_view target);

}  // namespace attendsense::api
