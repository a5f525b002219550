#include "weekdays.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace attendsense::core::scenario {
namespace {

constexpr std::array<std::string_view, kDaysAWeek> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::size_t kLetters = 3;  // of each

std::optional<std::size_t> weekday_of(std::string_view name) {
  const auto found = std::ranges::find(kWeekdays, name);
  if (found == kWeekdays.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kWeekdays.begin());
}

}  // namespace

bool begins_with_weekday(std::string_view word) {
  if (word == "daily") return true;
  const bool is_day = weekday_of(word.substr(0, kLetters)).has_value();
  return is_day && (word.size() == kLetters || word[kLetters] == '-' || word[kLetters] == ',');
}

std::vector<std::size_t> take_weekdays(Line& line) {
  const std::string word = line.take("a day of the week");
  std::vector<std::size_t> days;
  for (const std::string& part : parts_of(word == "daily" ? "mon-sun" : word, ",")) {
    const std::vector<std::string> ends = parts_of(part, "-");
    const std::optional<std::size_t> first = weekday_of(ends.front());
    const std::optional<std::size_t> last = weekday_of(ends.back());
    if (!first || !last || ends.size() > 2 || *last < *first)
      line.refuse("expected days such as mon, mon-fri or mon,wed, found '" + word + "'");
    for (std::size_t day = *first; day <= *last; ++day) days.push_back(day);
  }
  return days;
}

}  // namespace attendsense::core::scenario
