#include "cell_text.hpp"

#include <fmt/format.h>

namespace attendsense::formats {

namespace {

// Also of the lowest number, which has no negative of its own.
std::uint64_t magnitude(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

constexpr int kHourPlaces = 4;

}  // namespace

std::string decimal_text(std::int64_t scaled, int places, char mark) {
  if (places == 0) return fmt::format("{}", scaled);
  std::string digits = fmt::format("{:0{}}", magnitude(scaled), places + 1);
  digits.insert(digits.size() - static_cast<std::size_t>(places), 1, mark);
  return scaled < 0 ? "-" + digits : digits;
}

std::string time_text(std::chrono::seconds since_midnight) {
  const std::chrono::hh_mm_ss parts(since_midnight);
  const std::string text = fmt::format("{:02}:{:02}", parts.hours().count(), parts.minutes().count());
  const auto seconds = parts.seconds().count();
  return seconds == 0 ? text : fmt::format("{}:{:02}", text, seconds);
}

std::string date_time_text(LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return to_string(LocalDate{day}) + " " + time_text(std::chrono::floor<std::chrono::seconds>(time - day));
}

std::string hours_minutes_text(std::chrono::seconds duration) {
  const std::uint64_t minutes = magnitude(duration.count()) / 60;
  const bool negative = duration.count() < 0 && minutes > 0;
  return fmt::format("{}{}:{:02}", negative ? "-" : "", minutes / 60, minutes % 60);
}

std::string decimal_hours_text(std::chrono::seconds duration, char mark) {
  // 10,000 / 3,600 = 25 / 9; halves do not occur. Whole hours apart, so that nothing overflows.
  const std::int64_t hours = duration.count() / 3600;
  const std::int64_t rest = duration.count() % 3600;
  const std::int64_t places = (rest * 25 + (rest < 0 ? -4 : 4)) / 9;
  return decimal_text(hours * 10'000 + places, kHourPlaces, mark);
}

std::chrono::seconds time_of_day(const Cell& cell) {
  if (const auto* seconds = std::get_if<std::chrono::seconds>(&cell)) return *seconds;
  const LocalTime time = std::get<LocalTime>(cell);
  return std::chrono::floor<std::chrono::seconds>(time - std::chrono::floor<std::chrono::days>(time));
}

}  // namespace attendsense::formats
