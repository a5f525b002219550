#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "attendsense/formats/calendar_reader.hpp"
#include "calendar_lines.hpp"

struct icalcomponent_impl;

namespace attendsense::formats {

struct FreeComponent {
  void operator()(icalcomponent_impl* component) const;
};

// An event as libical understands it. One thread at a time may use libical.
struct CalendarEvent {
  std::int64_t line = 0;
  std::string name;
  std::string uid;
  LocalDate start;
  int days = 1;                         // that it lasts
  std::optional<LocalDate> instead_of;  // RECURRENCE-ID: which day of the repeated event of this uid it replaces
  std::optional<std::string> no_days;   // why it gives none
  std::unique_ptr<icalcomponent_impl, FreeComponent> component;
};

[[nodiscard]] CalendarEvent understand(const EventText& event);

using Deadline = std::chrono::steady_clock::time_point;

// The first days of all its occurrences that touch the range, except some; or why it cannot be told.
[[nodiscard]] std::expected<std::set<LocalDate>, std::string> occurrences(const CalendarEvent& event, DateRange range,
                                                                          const std::set<LocalDate>& except,
                                                                          Deadline deadline);

}  // namespace attendsense::formats
