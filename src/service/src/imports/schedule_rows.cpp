#include "imports/schedule_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "attendsense/service/input_check.hpp"

namespace attendsense::service {
namespace {

using core::minutes;

enum Column { schedule, week, day, shift, from, to, flexible, core_from, core_to, expected };

constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "8:00", "08:00", "30:00".
std::optional<minutes> clock(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  const auto hour = number(text.substr(0, colon));
  const auto minute = number(text.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 48 || *minute < 0 || *minute > 59) return std::nullopt;
  return minutes{*hour * 60 + *minute};
}

// Whole, or any beginning of three letters or more: "mon".
std::optional<std::size_t> weekday(std::string_view text) {
  const std::string name = normalised_email(text);  // lower case
  if (name.size() < 3) return std::nullopt;
  const auto found = std::ranges::find_if(kWeekdays, [&](std::string_view full) { return full.starts_with(name); });
  if (found == kWeekdays.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kWeekdays.begin());
}

}  // namespace

std::vector<formats::CsvColumn> ScheduleRows::columns() {
  using enum formats::ColumnNeed;
  return {{"schedule"},
          {"week", optional},
          {"day"},
          {"shift", optional},
          {"from"},
          {"to"},
          {"flexible", optional},
          {"core_from", optional},
          {"core_to", optional},
          {"expected", optional}};
}

void ScheduleRows::complain(const ImportRecord& record, std::string column, std::string message) {
  errors_.push_back({record.line, std::move(column), std::move(message)});
}

void ScheduleRows::add(const ImportRecord& record) {
  if (!record.errors.empty()) {
    errors_.insert(errors_.end(), record.errors.begin(), record.errors.end());
    return;
  }
  const std::string& name = record.values[schedule];
  if (name.empty()) return complain(record, "schedule", "It is empty");
  const auto [place, is_new] = by_name_.try_emplace(name, drafts_.size());
  if (is_new) {
    Draft& draft = drafts_.emplace_back();
    draft.made.line = record.line;
    draft.made.definition.name = name;
    draft.made.definition.rhythm = number(record.values[day]) ? core::Rhythm::rotating : core::Rhythm::weekly;
  }
  Draft& draft = drafts_[place->second];
  const auto index = day_of(record, draft);
  if (!index) return;
  auto& cycle = draft.made.definition.cycle;
  if (cycle.size() <= *index) {
    cycle.resize(*index + 1);
    draft.lines.resize(*index + 1);
  }
  draft.lines[*index] = record.line;
  if (record.values[from].empty() && record.values[to].empty()) return;  // a day off
  if (auto made = shift_of(record)) cycle[*index].push_back(std::move(*made));
}

std::optional<std::size_t> ScheduleRows::day_of(const ImportRecord& record, Draft& draft) {
  const auto refuse = [&](const char* column, const std::string& message) {
    complain(record, column, message);
    return std::nullopt;
  };
  const auto limit = static_cast<int>(core::kLongestCycle);
  const auto numbered = number(record.values[day]);
  if (draft.made.definition.rhythm == core::Rhythm::rotating) {
    if (!numbered) return refuse("day", "The other days of this schedule are numbers, so this must be one");
    if (*numbered < 1 || *numbered > limit) return refuse("day", "It must be from 1 to " + std::to_string(limit));
    if (!record.values[week].empty()) return refuse("week", "A schedule with numbered days has no weeks");
    return static_cast<std::size_t>(*numbered - 1);
  }
  const auto named = weekday(record.values[day]);
  if (!named) return refuse("day", "It must be monday to sunday, or in every row of the schedule a number");
  const auto which = record.values[week].empty() ? std::optional(1) : number(record.values[week]);
  if (!which || *which < 1 || *which > limit / 7) {
    return refuse("week", "It must be from 1 to " + std::to_string(limit / 7));
  }
  return static_cast<std::size_t>(*which - 1) * 7 + *named;
}

std::optional<core::ClockSpan> ScheduleRows::span_of(const ImportRecord& record, std::size_t begin, std::size_t end) {
  const auto names = columns();
  const auto read = [&](std::size_t column) {
    const auto time = clock(record.values[column]);
    if (!time) complain(record, names[column].name, "It must be a time such as 08:00");
    return time;
  };
  const auto first = read(begin);
  auto last = read(end);
  if (!first || !last) return std::nullopt;
  if (*last <= *first) *last += std::chrono::hours{24};
  return core::ClockSpan{*first, *last};
}

std::optional<core::Shift> ScheduleRows::shift_of(const ImportRecord& record) {
  const auto frame = span_of(record, from, to);
  if (!frame) return std::nullopt;
  core::Shift made;
  made.name = record.values[shift];
  made.frame = *frame;
  made.expected = frame->length();
  if (const std::string& text = record.values[expected]; !text.empty()) {
    const auto time = clock(text);
    if (!time) complain(record, "expected", "It must be hours and minutes such as 7:30");
    made.expected = time.value_or(made.expected);
  }
  const std::string& yes = record.values[flexible];
  if (!yes.empty() && yes != "yes" && yes != "no") complain(record, "flexible", "It must be yes or no");
  made.flexible = yes == "yes";
  if (record.values[core_from].empty() && record.values[core_to].empty()) return made;
  if (yes == "no") complain(record, "flexible", "A shift with core times is flexible");
  made.flexible = true;
  if (const auto core = span_of(record, core_from, core_to)) {
    // 01:00 within a night that began at 22:00.
    const minutes later = core->from < frame->from ? std::chrono::hours{24} : std::chrono::hours{0};
    made.core = core::ClockSpan{core->from + later, core->to + later};
  }
  return made;
}

std::vector<ScheduleRows::Made> ScheduleRows::finish() {
  std::vector<Made> made;
  for (Draft& draft : drafts_) {
    auto& cycle = draft.made.definition.cycle;
    if (draft.made.definition.rhythm == core::Rhythm::weekly) cycle.resize((cycle.size() + 6) / 7 * 7);
    for (auto& shifts : cycle) std::ranges::sort(shifts, {}, [](const core::Shift& one) { return one.frame.from; });
    if (const Result<void> checked = check(draft.made.definition); !checked) {
      // "cycle[3]..." is the fourth day.
      std::string message = checked.error().fields.empty() ? checked.error().message : "";
      for (const FieldError& field : checked.error().fields) {
        message += (message.empty() ? "" : "; ") + field.field + " " + field.message;
      }
      errors_.push_back({draft.made.line, "schedule", "'" + draft.made.definition.name + "': " + message});
    }
    made.push_back(std::move(draft.made));
  }
  return made;
}

}  // namespace attendsense::service
