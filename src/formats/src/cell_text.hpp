#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/formats/table_writer.hpp"

namespace attendsense::formats {

// The values of a table as text.

// 1250 with two places is "12.50".
[[nodiscard]] std::string decimal_text(std::int64_t scaled, int places, char mark);

// "08:30", or "08:30:15" where there are seconds. Below 24 h.
[[nodiscard]] std::string time_text(std::chrono::seconds since_midnight);

// "2026-03-29 08:30"
[[nodiscard]] std::string date_time_text(LocalTime time);

// "7:59", "-0:30"; seconds are cut off.
[[nodiscard]] std::string hours_minutes_text(std::chrono::seconds duration);

// "7.9994": hours, rounded to four places.
[[nodiscard]] std::string decimal_hours_text(std::chrono::seconds duration, char mark);

// Of a local time or of seconds since midnight.
[[nodiscard]] std::chrono::seconds time_of_day(const Cell& cell);

}  // namespace attendsense::formats
