#include "attendsense/formats/calendar_reader.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

#include "calendar_event.hpp"
#include "calendar_lines.hpp"

namespace attendsense::formats {

namespace {

// libical has settings and memory that all threads share.
std::mutex& libical_mutex() {
  static std::mutex mutex;
  return mutex;
}

std::unexpected<Error> too_large(std::string message, std::string remedy) {
  return fail(Failure::too_large, "calendar_too_large", std::move(message), std::move(remedy));
}

// Of repeated events: the days that another event of the same uid stands for.
std::map<std::string, std::set<LocalDate>> replaced_days(const std::vector<CalendarEvent>& events) {
  std::map<std::string, std::set<LocalDate>> days;
  for (const CalendarEvent& event : events) {
    if (event.instead_of && !event.uid.empty()) days[event.uid].insert(*event.instead_of);
  }
  return days;
}

void order(std::vector<CalendarDay>& days) {
  const auto key = [](const CalendarDay& day) { return std::tie(day.first, day.last, day.name); };
  std::ranges::stable_sort(days, {}, key);
  const auto repeated = std::ranges::unique(days, {}, key);
  days.erase(repeated.begin(), repeated.end());
}

Result<Calendar> collect(const std::vector<CalendarEvent>& events, DateRange range, const CalendarLimits& limits) {
  const std::map<std::string, std::set<LocalDate>> replaced = replaced_days(events);
  const Deadline deadline = std::chrono::steady_clock::now() + limits.time;
  Calendar calendar;
  for (const CalendarEvent& event : events) {
    std::set<LocalDate> except;
    if (const auto found = replaced.find(event.uid); found != replaced.end() && !event.instead_of)
      except = found->second;
    auto days = event.no_days ? std::unexpected(*event.no_days) : occurrences(event, range, except, deadline);
    if (std::chrono::steady_clock::now() >= deadline) {
      return too_large("The rules of the calendar take too long to follow",
                       "Take the event of line " + std::to_string(event.line) + " out");
    }
    if (!days) {
      calendar.skipped.push_back({event.line, event.name, std::move(days).error()});
      continue;
    }
    for (const LocalDate day : *days) {
      calendar.days.push_back({day, add_days(day, event.days - 1), event.name, event.uid});
    }
    if (calendar.days.size() > limits.holidays) {
      return too_large("The calendar gives more than " + std::to_string(limits.holidays) + " days",
                       "Give a shorter range");
    }
  }
  order(calendar.days);
  return calendar;
}

}  // namespace

Result<Calendar> read_calendar(std::string_view file, DateRange range, CalendarLimits limits) {
  if (!range.first.ok() || !range.last.ok() || range.last < range.first) {
    return fail(Failure::invalid_input, "range_malformed", "The range of dates ends before it begins");
  }
  Result<std::vector<EventText>> texts = find_events(file, limits);
  if (!texts) return fail(std::move(texts));
  const std::lock_guard lock(libical_mutex());
  icalerror_set_errors_are_fatal(false);
  std::vector<CalendarEvent> events;
  events.reserve(texts->size());
  for (const EventText& text : *texts) events.push_back(understand(text));
  return collect(events, range, limits);
}

}  // namespace attendsense::formats
