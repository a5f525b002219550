#pragma once

// The words of a scenario file, and what a word can mean by itself.

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/schedule.hpp"

namespace attendsense::core::scenario {

// What is wrong with a scenario, with "file:line: " before it. Stays within the parser.
class SyntaxError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What the clock on the wall shows.
struct WallTime {
  std::chrono::seconds of_day{0};
  bool again = false;
  std::string text;  // as written
};

struct DateRange {
  LocalDate first;
  LocalDate last;
};

// One line, read word by word. What stands between ( and ) is one word without the brackets' spaces: "(not live)".
class Line {
 public:
  Line(std::string place, std::string_view text);

  [[nodiscard]] bool empty() const { return next_ == words_.size(); }

  // The next word, "" at the end.
  [[nodiscard]] std::string_view peek() const { return empty() ? std::string_view{} : words_[next_]; }

  // The next word; `what` names what is missing where there is none.
  std::string take(std::string_view what);
  // Whether the next word was this one; it is then passed.
  bool accept(std::string_view word);
  // All that is left, joined by single spaces.
  std::string rest();

  int take_integer(std::string_view what);
  float take_fraction(std::string_view what);                        // 0..1
  std::chrono::seconds take_duration(std::string_view what);         // "7d", "14h", "7h59m", "2m", "90s"
  std::chrono::seconds take_signed_duration(std::string_view what);  // "-30m", too
  std::chrono::minutes take_minutes(std::string_view what);          // a duration without seconds
  std::chrono::hours take_hours(std::string_view what);
  LocalDate take_date(std::string_view what);
  DateRange take_dates(std::string_view what);  // "2026-03-01..2026-03-31", or one date
  bool at_date() const;
  bool at_dates() const;
  // "09:04", "09:04:30"; "again" after it: the second of two occurrences.
  WallTime take_wall_time(std::string_view what);
  // Refuses times that the clock skips, or that do not occur twice.
  Instant resolve(const WallTime& time, LocalDate date, const TimeZone& zone) const;
  Instant take_time(std::string_view what, LocalDate date, const TimeZone& zone);
  // "09:00-17:30"; beyond midnight where it ends earlier than it begins, or at the same time.
  ClockSpan take_span(std::string_view what);
  // "(Christmas Day)": what is between the brackets.
  std::string take_title(std::string_view what);

  [[noreturn]] void refuse(std::string_view message) const;

  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  std::string place_;  // "file:line"
  std::vector<std::string> words_;
  std::size_t next_ = 0;
};

// The parts of a word between separators.
std::vector<std::string> parts_of(std::string_view word, std::string_view separator);

// "7h59m", "8h", "45m30s", "-30m", "0m": no part that is nought.
std::string show_duration(std::chrono::seconds duration);
// "09:04", "09:04:30", "06:00+1" on the date after `date`.
std::string show_time(Instant at, LocalDate date, const TimeZone& zone);

}  // namespace attendsense::core::scenario
