#include "lexer.hpp"

#include <charconv>
#include <iomanip>
#include <sstream>

namespace attendsense::core::scenario {
namespace {

using std::chrono::seconds;

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_brackets = false;
  for (const char c : text) {
    if (c == '#' && !in_brackets) break;
    if (c == '(') in_brackets = true;
    const bool is_space = c == ' ' || c == '\t' || c == '\r';
    if (is_space && !in_brackets) {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
      continue;
    }
    word += c;
    if (c == ')') in_brackets = false;
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

// A whole number at the front of `text`, which is shortened by it; below nought: none.
int eat_number(std::string_view& text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0) return -1;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

seconds unit_of(char letter) {
  switch (letter) {
    case 'd':
      return std::chrono::hours{24};
    case 'h':
      return std::chrono::hours{1};
    case 'm':
      return std::chrono::minutes{1};
    case 's':
      return seconds{1};
    default:
      return seconds{0};
  }
}

// Seconds since midnight by the clock on the wall; negative: malformed.
seconds time_of_day(std::string_view text) {
  const bool has_seconds = text.size() == 8;
  if (text.size() != 5 && !has_seconds) return seconds{-1};
  const int hours = eat_number(text);
  if (!text.starts_with(':')) return seconds{-1};
  text.remove_prefix(1);
  const int minutes = eat_number(text);
  int secs = 0;
  if (has_seconds) {
    if (!text.starts_with(':')) return seconds{-1};
    text.remove_prefix(1);
    secs = eat_number(text);
  }
  if (!text.empty() || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || secs < 0 || secs > 59) {
    return seconds{-1};
  }
  return std::chrono::hours{hours} + std::chrono::minutes{minutes} + seconds{secs};
}

}  // namespace

Line::Line(std::string place, std::string_view text) : place_(std::move(place)), words_(split(text)) {}

void Line::refuse(std::string_view message) const {
  throw SyntaxError(place_ + ": " + std::string(message));
}

std::string Line::take(std::string_view what) {
  if (empty()) refuse("expected " + std::string(what) + ", but the line ends");
  return words_[next_++];
}

bool Line::accept(std::string_view word) {
  if (peek() != word) return false;
  ++next_;
  return true;
}

std::string Line::rest() {
  std::string joined;
  for (; !empty(); ++next_) joined += (joined.empty() ? "" : " ") + words_[next_];
  return joined;
}

int Line::take_integer(std::string_view what) {
  const std::string word = take(what);
  std::string_view text = word;
  const int number = eat_number(text);
  if (number < 0 || !text.empty()) refuse("expected " + std::string(what) + ", found '" + word + "'");
  return number;
}

float Line::take_fraction(std::string_view what) {
  const std::string word = take(what);
  float value = -1;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const bool is_whole = error == std::errc{} && end == word.data() + word.size();
  if (!is_whole || !(value >= 0 && value <= 1)) {
    refuse("expected " + std::string(what) + " from 0 to 1, found '" + word + "'");
  }
  return value;
}

seconds Line::take_duration(std::string_view what) {
  const std::string word = take(what);
  std::string_view text = word;
  seconds total{0};
  while (!text.empty()) {
    const int number = eat_number(text);
    const seconds unit = text.empty() ? seconds{0} : unit_of(text.front());
    if (number < 0 || unit == seconds{0}) {
      refuse("expected " + std::string(what) + " such as 2m, 90s, 7h59m or 7d, found '" + word + "'");
    }
    total += number * unit;
    text.remove_prefix(1);
  }
  return total;
}

bool Line::at_date() const {
  return parse_date(peek()).has_value();
}

LocalDate Line::take_date(std::string_view what) {
  const std::string word = take(what);
  const Result<LocalDate> date = parse_date(word);
  if (!date) refuse("expected " + std::string(what) + " such as 2026-03-29, found '" + word + "'");
  return *date;
}

Instant Line::take_time(std::string_view what, LocalDate date, const TimeZone& zone) {
  const std::string word = take(what);
  const seconds of_day = time_of_day(word);
  if (of_day < seconds{0}) refuse("expected " + std::string(what) + " such as 09:04 or 09:04:30, found '" + word + "'");
  const LocalTime local = std::chrono::local_days{date} + of_day;
  const Instant first = zone.to_instant(local);
  if (zone.to_local(first) != local) refuse(word + " does not occur on " + to_string(date) + ": the clock skips it");
  if (!accept("again")) return first;
  const Instant second = first + (zone.offset_at(first) - zone.offset_at(first + std::chrono::hours{3}));
  if (second == first || zone.to_local(second) != local) refuse(word + " does not occur twice on " + to_string(date));
  return second;
}

std::string show_duration(seconds duration) {
  const std::chrono::hh_mm_ss parts{duration};
  std::ostringstream text;
  if (parts.hours().count() != 0) text << parts.hours().count() << 'h';
  if (parts.minutes().count() != 0) text << parts.minutes().count() << 'm';
  if (parts.seconds().count() != 0) text << parts.seconds().count() << 's';
  return text.str().empty() ? "0m" : text.str();
}

std::string show_time(Instant at, LocalDate date, const TimeZone& zone) {
  const LocalTime local = zone.to_local(at);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss parts{std::chrono::floor<seconds>(local - day)};
  std::ostringstream text;
  text << std::setfill('0') << std::setw(2) << parts.hours().count() << ':' << std::setw(2) << parts.minutes().count();
  if (parts.seconds().count() != 0) text << ':' << std::setw(2) << parts.seconds().count();
  const auto later = (day - std::chrono::local_days{date}).count();
  if (later != 0) text << std::showpos << later;
  return text.str();
}

}  // namespace attendsense::core::scenario
