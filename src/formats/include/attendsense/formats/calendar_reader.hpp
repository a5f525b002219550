#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/time_zone.hpp"

namespace attendsense::formats {

struct DateRange {
  LocalDate first;
  LocalDate last;  // included
};

struct CalendarLimits {
  std::size_t bytes = std::size_t{4} * 1024 * 1024;
  std::size_t events = 10'000;             // in the file
  std::size_t holidays = 100'000;          // in the result
  std::chrono::milliseconds time{10'000};  // of reckoning; some rules that never come true take a second each
};

// A whole day or several in a row.
struct CalendarDay {
  LocalDate first;
  LocalDate last;    // included
  std::string name;  // one line
  std::string uid;   // of the event; may be empty
  bool operator==(const CalendarDay&) const = default;
};

// An event that gave no days.
struct SkippedEvent {
  std::int64_t line = 0;  // of its BEGIN:VEVENT, from 1
  std::string name;       // may be empty
  std::string why;        // "It has a time of day"
  bool operator==(const SkippedEvent&) const = default;
};

struct Calendar {
  std::vector<CalendarDay> days;  // by date, then name; none twice
  std::vector<SkippedEvent> skipped;
};

// The all-day events of an iCalendar file (RFC 5545) that touch the range, repeated ones for each time they take place.
// Events with a time of day, cancelled ones and those that make no sense are told of in `skipped`; events outside the
// range are not. A file whose structure is broken is refused as a whole: invalid_input "calendar_malformed", with the
// line in message and field. Beyond a limit: too_large "calendar_too_large". Safe from any thread.
[[nodiscard]] Result<Calendar> read_calendar(std::string_view file, DateRange range, CalendarLimits limits = {});

}  // namespace attendsense::formats
