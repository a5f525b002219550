#pragma once

// What can be asked of a day and of a period, and how the answer is written.

#include <string>
#include <string_view>

#include "attendsense/core/timesheet.hpp"
#include "lexer.hpp"

namespace attendsense::core::scenario {

[[nodiscard]] bool is_day_figure(std::string_view name);
[[nodiscard]] bool is_period_figure(std::string_view name);

// Whether somebody was there: the figure that "presence" means where its value is one of these words.
inline constexpr std::string_view kWhetherPresent = "whether-present";
[[nodiscard]] bool is_presence(std::string_view word);

// The value of a figure as the functions below write it, whatever way it is told; refuses what cannot be one.
std::string take_value(Line& line, const std::string& name);

// Times by the clock of `zone`.
[[nodiscard]] std::string show_day_figure(std::string_view name, const DayFigures& day, const TimeZone& zone);
[[nodiscard]] std::string show_period_figure(std::string_view name, const PeriodFigures& period);

}  // namespace attendsense::core::scenario
