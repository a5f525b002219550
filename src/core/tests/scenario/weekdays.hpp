#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lexer.hpp"

namespace attendsense::core::scenario {

inline constexpr std::size_t kDaysAWeek = 7;

// Whether a word tells days of the week: "mon", "mon-fri", "mon,wed", "daily".
bool begins_with_weekday(std::string_view word);

// Those days, Monday is 0; refuses the line when there are none.
std::vector<std::size_t> take_weekdays(Line& line);

}  // namespace attendsense::core::scenario
