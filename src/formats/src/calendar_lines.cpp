#include "calendar_lines.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "utf8.hpp"

namespace attendsense::formats {

namespace {

constexpr std::size_t kDeepest = 8;  // RFC 5545 needs three
constexpr std::array<std::string_view, 10> kWanted = {"UID",      "SUMMARY", "STATUS", "DTSTART", "DTEND",
                                                      "DURATION", "RRULE",   "RDATE",  "EXDATE",  "RECURRENCE-ID"};

std::unexpected<Error> malformed(std::int64_t line, const std::string& message) {
  Error error{Failure::invalid_input, "calendar_malformed", "Line " + std::to_string(line) + ": " + message,
              "Export the calendar again as an iCalendar (.ics) file"};
  error.fields = {{"line " + std::to_string(line), message}};
  return fail(std::move(error));
}

std::unexpected<Error> too_large(const std::string& message) {
  return fail(Failure::too_large, "calendar_too_large", message, "Split the calendar");
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

struct ContentLine {
  std::int64_t number = 0;  // of its first line in the file
  std::string text;
};

// Takes the lines of a file one by one, folded ones as one.
class ContentLines {
 public:
  explicit ContentLines(std::string_view file) : rest_(file) {}

  std::optional<ContentLine> next() {
    while (!rest_.empty()) {
      ContentLine line{number_ + 1, std::string(take())};
      while (rest_.starts_with(' ') || rest_.starts_with('\t')) line.text += take().substr(1);
      if (!line.text.empty()) return line;
    }
    return std::nullopt;
  }

 private:
  std::string_view take() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  std::string_view rest_;
  std::int64_t number_ = 0;  // of the line taken last
};

// Follows the components of a file and collects its events.
class Collector {
 public:
  explicit Collector(const CalendarLimits& limits) : limits_(limits) {}

  Result<void> take(const ContentLine& line) {
    if (Result<void> readable = check(line); !readable) return readable;
    const std::string name = upper(std::string_view(line.text).substr(0, line.text.find_first_of(":;")));
    const std::string value = line.text.substr(line.text.find(':') + 1);
    if (name == "BEGIN") return begin(line.number, upper(value));
    if (name == "END") return end(line.number, upper(value));
    if (open_.empty()) return malformed(line.number, "A calendar begins with BEGIN:VCALENDAR");
    if (in_event() && std::ranges::find(kWanted, name) != kWanted.end()) events_.back().text += line.text + "\r\n";
    return {};
  }

  Result<std::vector<EventText>> finish() && {
    if (!open_.empty())
      return malformed(open_.back().line, "This " + open_.back().name + " is never ended; the file is cut off");
    if (!any_calendar_) return malformed(1, "A calendar begins with BEGIN:VCALENDAR");
    return std::move(events_);
  }

 private:
  struct Component {
    std::string name;
    std::int64_t line = 0;
  };

  static Result<void> check(const ContentLine& line) {
    if (line.text.contains('\0')) return malformed(line.number, "There is a NUL byte in it; this is not a text file");
    if (!is_utf8(line.text)) return malformed(line.number, "It is not UTF-8");
    const std::size_t name_end =
        line.text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    const bool named =
        name_end != 0 && name_end != std::string::npos && std::string_view(":;").contains(line.text[name_end]);
    if (!named || !line.text.contains(':')) return malformed(line.number, "It is not of the form NAME:value");
    return {};
  }

  Result<void> begin(std::int64_t line, const std::string& name) {
    if (open_.empty() && name != "VCALENDAR") return malformed(line, "A calendar begins with BEGIN:VCALENDAR");
    if (open_.size() == kDeepest) return malformed(line, "Components are nested too deep");
    any_calendar_ = true;
    open_.push_back({name, line});
    if (!in_event()) return {};
    if (events_.size() == limits_.events) {
      return too_large("The calendar has more than " + std::to_string(limits_.events) + " events");
    }
    events_.push_back({line, "BEGIN:VEVENT\r\n"});
    return {};
  }

  Result<void> end(std::int64_t line, const std::string& name) {
    if (open_.empty() || open_.back().name != name) {
      const std::string open =
          open_.empty() ? "nothing" : open_.back().name + " of line " + std::to_string(open_.back().line);
      return malformed(line, "It ends " + name + " where " + open + " is open");
    }
    if (in_event()) events_.back().text += "END:VEVENT\r\n";
    open_.pop_back();
    return {};
  }

  // In an event itself, not in an alarm of it.
  [[nodiscard]] bool in_event() const { return open_.size() == 2 && open_.back().name == "VEVENT"; }

  const CalendarLimits& limits_;
  std::vector<Component> open_;
  std::vector<EventText> events_;
  bool any_calendar_ = false;
};

}  // namespace

Result<std::vector<EventText>> find_events(std::string_view file, const CalendarLimits& limits) {
  if (file.size() > limits.bytes) {
    return too_large("The calendar is larger than " + std::to_string(limits.bytes) + " bytes");
  }
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  ContentLines lines(file);
  Collector collector(limits);
  while (const std::optional<ContentLine> line = lines.next()) {
    if (Result<void> taken = collector.take(*line); !taken) return fail(std::move(taken));
  }
  return std::move(collector).finish();
}

}  // namespace attendsense::formats
