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

seconds Line::take_signed_duration(std::string_view what) {
  if (!peek().starts_with('-')) return take_duration(what);
  words_[next_].erase(0, 1);
  return -take_duration(what);
}

std::chrono::minutes Line::take_minutes(std::string_view what) {
  const seconds duration = take_duration(what);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(duration);
  if (minutes != duration) refuse(std::string(what) + " counts whole minutes");
  return minutes;
}

std::chrono::hours Line::take_hours(std::string_view what) {
  const seconds duration = take_duration(what);
  const auto hours = std::chrono::floor<std::chrono::hours>(duration);
  if (hours != duration) refuse(std::string(what) + " counts whole hours");
  return hours;
}

bool Line::at_date() const {
  return parse_date(peek()).has_value();
}

bool Line::at_dates() const {
  return parse_date(parts_of(peek(), "..").front()).has_value();
}

LocalDate Line::take_date(std::string_view what) {
  const std::string word = take(what);
  const Result<LocalDate> date = parse_date(word);
  if (!date) refuse("expected " + std::string(what) + " such as 2026-03-29, found '" + word + "'");
  return *date;
}

DateRange Line::take_dates(std::string_view what) {
  const std::string word = take(what);
  const std::vector<std::string> ends = parts_of(word, "..");
  const Result<LocalDate> first = parse_date(ends.front());
  const Result<LocalDate> last = parse_date(ends.back());
  if (!first || !last || ends.size() > 2)
    refuse("expected " + std::string(what) + " such as 2026-03-01..2026-03-31, found '" + word + "'");
  if (*last < *first) refuse(word + " ends before it begins");
  return {*first, *last};
}

WallTime Line::take_wall_time(std::string_view what) {
  const std::string word = take(what);
  const seconds of_day = time_of_day(word);
  if (of_day < seconds{0}) refuse("expected " + std::string(what) + " such as 09:04 or 09:04:30, found '" + word + "'");
  return {.of_day = of_day, .again = accept("again"), .text = word};
}

Instant Line::resolve(const WallTime& time, LocalDate date, const TimeZone& zone) const {
  const LocalTime local = std::chrono::local_days{date} + time.of_day;
  const Instant first = zone.to_instant(local);
  if (zone.to_local(first) != local)
    refuse(time.text + " does not occur on " + attendsense::to_string(date) + ": the clock skips it");
  if (!time.again) return first;
  const Instant second = first + (zone.offset_at(first) - zone.offset_at(first + std::chrono::hours{3}));
  if (second == first || zone.to_local(second) != local)
    refuse(time.text + " does not occur twice on " + attendsense::to_string(date));
  return second;
}

Instant Line::take_time(std::string_view what, LocalDate date, const TimeZone& zone) {
  return resolve(take_wall_time(what), date, zone);
}

ClockSpan Line::take_span(std::string_view what) {
  const std::string word = take(what);
  const std::vector<std::string> ends = parts_of(word, "-");
  const auto clock = [](const std::string& text) {
    return text == "24:00" ? std::chrono::hours{24} : time_of_day(text);
  };
  const seconds from = time_of_day(ends.front());
  const seconds to = clock(ends.back());
  const bool whole_minutes = from % std::chrono::minutes{1} == to % std::chrono::minutes{1} && ends[0].size() == 5;
  if (ends.size() != 2 || from < seconds{0} || to < seconds{0} || !whole_minutes)
    refuse("expected " + std::string(what) + " such as 09:00-17:30, found '" + word + "'");
  const auto minutes = [](seconds of_day) { return std::chrono::floor<std::chrono::minutes>(of_day); };
  return {minutes(from), minutes(to > from ? to : to + std::chrono::hours{24})};
}

std::string Line::take_title(std::string_view what) {
  const std::string word = take(what);
  if (word.size() < 3 || !word.starts_with('(') || !word.ends_with(')'))
    refuse("expected " + std::string(what) + " in brackets, found '" + word + "'");
  return word.substr(1, word.size() - 2);
}

std::vector<std::string> parts_of(std::string_view word, std::string_view separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = word.find(separator);
    parts.emplace_back(word.substr(0, end));
    if (end == std::string_view::npos) return parts;
    word.remove_prefix(end + separator.size());
  }
}

std::string show_duration(seconds duration) {
  const std::chrono::hh_mm_ss parts{duration};
  std::ostringstream text;
  if (parts.is_negative()) text << '-';
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
