#pragma once

// The words of a scenario file, and what a word can mean by itself.

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/time_zone.hpp"

namespace attendsense::core::scenario {

// What is wrong with a scenario, with "file:line: " before it. Stays within the parser.
class SyntaxError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
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
  float take_fraction(std::string_view what);                 // 0..1
  std::chrono::seconds take_duration(std::string_view what);  // "7d", "14h", "7h59m", "2m", "90s"
  LocalDate take_date(std::string_view what);
  bool at_date() const;
  // "09:04" or "09:04:30" on `date`; "again" after it: the second of two occurrences. Refuses times that the clock
  // skips.
  Instant take_time(std::string_view what, LocalDate date, const TimeZone& zone);

  [[noreturn]] void refuse(std::string_view message) const;

  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  std::string place_;  // "file:line"
  std::vector<std::string> words_;
  std::size_t next_ = 0;
};

// "7h59m", "8h", "45m30s", "0m": no part that is nought.
std::string show_duration(std::chrono::seconds duration);
// "09:04", "09:04:30", "06:00+1" on the date after `date`.
std::string show_time(Instant at, LocalDate date, const TimeZone& zone);

}  // namespace attendsense::core::scenario
