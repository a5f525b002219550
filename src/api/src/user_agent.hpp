#pragma once

#include <string>
#include <string_view>

namespace attendsense::api {

// Which program that is, in words that a person recognises theirs by: "Firefox on Linux", "Safari on iPhone", "curl".
// Without versions and whatever else would tell people apart; empty where nothing is recognised.
[[nodiscard]] std::string program_of(std::string_view user_agent);

}  // namespace attendsense::api
