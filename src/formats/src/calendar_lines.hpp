#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attendsense/formats/calendar_reader.hpp"

namespace attendsense::formats {

// What a VEVENT says of its days, name and state: these properties only, unfolded, each with CRLF at its end, between
// BEGIN:VEVENT and END:VEVENT. What else it holds (alarms, attachments, empty descriptions) cannot make it unreadable.
struct EventText {
  std::int64_t line = 0;  // of BEGIN:VEVENT in the file, from 1
  std::string text;
};

// The structure of an iCalendar file: lines and folding, the encoding, components that are begun and ended in order.
// Errors as read_calendar() has them.
[[nodiscard]] Result<std::vector<EventText>> find_events(std::string_view file, const CalendarLimits& limits);

}  // namespace attendsense::formats
