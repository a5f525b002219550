#include <algorithm>

#include "expectations.hpp"
#include "figures.hpp"

namespace attendsense::core::scenario {

bool ExpectationParser::read(Line& line) {
  static const Statements<ExpectationParser> statements{
      {"now", &ExpectationParser::now},       {"as-of", &ExpectationParser::as_of},
      {"day", &ExpectationParser::day},       {"period", &ExpectationParser::period},
      {"closed", &ExpectationParser::closed}, {"presence", &ExpectationParser::presence},
      {"hours", &ExpectationParser::hours},   {"changes", &ExpectationParser::changes},
  };
  return read_by_keyword(*this, statements, line);
}

void ExpectationParser::now(Line& line) {
  draft_.latest = draft_.take_moment(line, draft_.home_zone());
  draft_.known = Instant::max();
}

// As at that moment: with nothing that arrived or was decided after it.
void ExpectationParser::as_of(Line& line) {
  now(line);
  draft_.known = draft_.latest;
}

// day WHO DATE NAME VALUE...
void ExpectationParser::day(Line& line) {
  Expected expected = about_person(line, Expected::Of::day);
  expected.first = expected.last = line.take_date("the date of the day");
  take_figures(line, expected, is_day_figure, "a day");
  draft_.scenario.expected.push_back(std::move(expected));
}

// period WHO DATES NAME VALUE...
void ExpectationParser::period(Line& line) {
  Expected expected = about_person(line, Expected::Of::period);
  const DateRange dates = line.take_dates("the dates of the period");
  expected.first = dates.first;
  expected.last = dates.last;
  take_figures(line, expected, is_period_figure, "a period");
  draft_.scenario.expected.push_back(std::move(expected));
}

// closed day ... or closed period ...: as it was when the period was closed.
void ExpectationParser::closed(Line& line) {
  if (line.accept("day"))
    day(line);
  else if (line.accept("period"))
    period(line);
  else
    line.refuse("say 'closed day' or 'closed period'");
  Expected& expected = draft_.scenario.expected.back();
  expected.closing = closing_of(line, expected);
}

// presence WHO PRESENCE
void ExpectationParser::presence(Line& line) {
  Expected expected = about_person(line, Expected::Of::presence);
  expected.figures.push_back({"presence", line.take("absent, present or in-office")});
  draft_.scenario.expected.push_back(std::move(expected));
}

// hours SITE DATE none, or TIME [again] COUNT...
void ExpectationParser::hours(Line& line) {
  Expected expected{.place = line.place(), .of = Expected::Of::hours, .now = draft_.latest, .known = draft_.known};
  expected.site = draft_.site(line, line.take("a site")).id;
  expected.first = expected.last = line.take_date("a date");
  if (line.empty()) line.refuse("say how many people were there, or none");
  while (!line.accept("none") && !line.empty()) {
    WallTime hour = line.take_wall_time("an hour");
    if (hour.of_day % std::chrono::hours{1} != std::chrono::seconds{0}) line.refuse(hour.text + " is no full hour");
    if (hour.again) hour.text += " again";
    expected.figures.push_back({hour.text, std::to_string(line.take_integer("the number of people"))});
  }
  draft_.scenario.expected.push_back(std::move(expected));
}

// changes WHO DATES none|DATE,DATE...: what is different from when the period was closed.
void ExpectationParser::changes(Line& line) {
  Expected expected = about_person(line, Expected::Of::changes);
  const DateRange dates = line.take_dates("the dates");
  expected.first = dates.first;
  expected.last = dates.last;
  expected.closing = closing_of(line, expected);
  const std::string word = line.take("the dates that have changed, or none");
  for (const std::string& date : parts_of(word, ","))
    if (word != "none") Line(line.place(), date).take_date("a date that has changed");
  expected.figures.push_back({"changes", word});
  draft_.scenario.expected.push_back(std::move(expected));
}

void ExpectationParser::take_figures(Line& line, Expected& expected, bool (*is_figure)(std::string_view),
                                     std::string_view what) {
  while (!line.empty()) {
    std::string name = line.take("the name of a figure");
    if (!is_figure(name)) line.refuse(std::string(what) + " has no figure '" + name + "'");
    // How long, or whether: "presence 8h", "presence in-office".
    const bool is_whether = name == "presence" && is_presence(line.peek());
    if (is_whether && expected.of == Expected::Of::day) name = kWhetherPresent;
    std::string value = take_value(line, name);
    expected.figures.push_back({std::move(name), std::move(value)});
  }
  if (expected.figures.empty()) line.refuse("say what is expected of " + std::string(what));
}

Expected ExpectationParser::about_person(Line& line, Expected::Of of) const {
  Expected expected{.place = line.place(), .of = of, .now = draft_.latest, .known = draft_.known};
  expected.who = draft_.person(line, line.take("a name")).id;
  return expected;
}

Closing ExpectationParser::closing_of(const Line& line, const Expected& expected) const {
  const auto person =
      std::ranges::find(draft_.scenario.people, expected.who, [](const auto& entry) { return entry.second.id; });
  const auto closing = std::ranges::find_if(draft_.closings, [&](const Closing& one) {
    return one.first <= expected.first && expected.last <= one.last && (!one.site || *one.site == person->second.site);
  });
  if (closing == draft_.closings.end()) line.refuse("these dates were not closed for " + person->first);
  return *closing;
}

}  // namespace attendsense::core::scenario
