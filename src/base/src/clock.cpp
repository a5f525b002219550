#include "attendsense/base/clock.hpp"

#include <ranges>
#include <span>

namespace attendsense {

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

namespace {

// Over the places that `text` has; what does not fit is cut.
void write_digits(std::span<char> text, std::int64_t value) {
  for (char& digit : text | std::views::reverse) {
    digit = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

}  // namespace

// By hand, because an answer about everybody holds tens of thousands of them.
std::string to_rfc3339(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  const int year = static_cast<int>(date.year());
  std::string text = "0000-00-00T00:00:00.000000Z";
  const std::span<char> digits(text);
  write_digits(digits.subspan(0, 4), year);
  write_digits(digits.subspan(5, 2), static_cast<unsigned>(date.month()));
  write_digits(digits.subspan(8, 2), static_cast<unsigned>(date.day()));
  write_digits(digits.subspan(11, 2), time.hours().count());
  write_digits(digits.subspan(14, 2), time.minutes().count());
  write_digits(digits.subspan(17, 2), time.seconds().count());
  write_digits(digits.subspan(20, 6), time.subseconds().count());
  if (year < 0 || year > 9999) text.replace(0, 4, std::to_string(year));  // no RFC 3339, but what was meant
  return text;
}

namespace {

// Reads a fixed number of digits; -1 when they are not digits.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool is_at(std::string_view text, std::size_t at, std::string_view any_of) {
  return at < text.size() && any_of.find(text[at]) != std::string_view::npos;
}

// ".123" to microseconds; moves `at` behind it. -1: more than six decimals, or none.
std::int64_t fraction(std::string_view text, std::size_t& at) {
  std::int64_t micros = 0;
  std::int64_t weight = 100'000;
  std::size_t count = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count, weight /= 10) {
    micros += weight * (text[at] - '0');
  }
  return count == 0 || count > 6 ? -1 : micros;
}

}  // namespace

Result<Instant> parse_rfc3339(std::string_view text) {
  const auto malformed = [&] {
    return fail(Failure::invalid_input, "time_malformed", "This is not a point in time",
                "Give RFC 3339 with an offset, such as 2026-03-29T07:04:05.25Z");
  };
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) return malformed();
  if (text[4] != '-' || text[7] != '-' || !is_at(text, 10, "Tt ") || text[13] != ':' || text[16] != ':')
    return malformed();
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return malformed();
  std::size_t at = 19;
  std::int64_t micros = 0;
  if (is_at(text, at, ".")) {
    micros = fraction(text, ++at);
    if (micros < 0) return malformed();
  }
  std::chrono::minutes offset{0};
  if (is_at(text, at, "Zz")) {
    ++at;
  } else if (is_at(text, at, "+-")) {
    const int hours = digits(text, at + 1, 2);
    const int minutes = digits(text, at + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || text[at + 3] != ':') return malformed();
    offset = std::chrono::minutes{(text[at] == '-' ? -1 : 1) * (hours * 60 + minutes)};
    at += 6;
  } else {
    return malformed();
  }
  if (at != text.size()) return malformed();
  return Instant{std::chrono::sys_days{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} + std::chrono::microseconds{micros} - offset;
}

}  // namespace attendsense
