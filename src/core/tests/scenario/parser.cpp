#include <sstream>

#include "lexer.hpp"
#include "scenario.hpp"

namespace attendsense::core::scenario {
namespace {

enum class Section { setting, timeline, expectations };

constexpr std::string_view kStranger = "stranger";

class Parser {
 public:
  Scenario take() && {
    if (!has_site_) throw SyntaxError("there is no 'site' line");
    if (section_ != Section::expectations) throw SyntaxError("there is no '===' line with expectations after it");
    if (scenario_.expected.empty() && scenario_.timeline.empty()) throw SyntaxError("nothing is seen or expected");
    return std::move(scenario_);
  }

  void read(Line line) {
    if (line.empty()) return;
    if (line.accept("---")) {
      enter(Section::timeline, line);
    } else if (line.accept("===")) {
      enter(Section::expectations, line);
    } else {
      statement(line);
    }
    if (!line.empty()) line.refuse("did not understand '" + line.rest() + "'");
  }

 private:
  using Statement = void (Parser::*)(Line&);

  // A further kind of line is a further entry here.
  void statement(Line& line) {
    static const std::map<std::string_view, Statement> in_setting{{"site", &Parser::site},
                                                                  {"employee", &Parser::employee},
                                                                  {"door", &Parser::door},
                                                                  {"any-order", &Parser::any_order}};
    static const std::map<std::string_view, Statement> in_timeline{{"date", &Parser::date}};
    static const std::map<std::string_view, Statement> in_expectations{
        {"now", &Parser::now}, {"day", &Parser::day}, {"presence", &Parser::presence}};

    const auto& statements = section_ == Section::setting    ? in_setting
                             : section_ == Section::timeline ? in_timeline
                                                             : in_expectations;
    const auto found = statements.find(line.peek());
    if (found != statements.end()) {
      line.take("a keyword");
      (this->*found->second)(line);
    } else if (section_ == Section::timeline) {
      seen(line);
    } else {
      line.refuse("did not understand '" + std::string(line.peek()) + "'");
    }
  }

  void enter(Section section, const Line& line) {
    if (section <= section_) line.refuse("the order is: setting, ---, timeline, ===, expectations");
    if (!has_site_) line.refuse("a 'site' line must come before");
    section_ = section;
  }

  void site(Line& line) {
    if (has_site_) line.refuse("there is one site already");
    has_site_ = true;
    line.take("the name of the site");
    Policy& policy = scenario_.policy;
    while (!line.empty()) {
      const std::string key = line.take("a setting");
      if (key == "zone")
        zone(line);
      else if (key == "too-soon")
        policy.too_soon = line.take_duration("an interval");
      else if (key == "threshold")
        policy.match_threshold = line.take_fraction("a threshold");
      else if (key == "margin")
        policy.match_margin = line.take_fraction("a margin");
      else if (key == "too-old")
        policy.too_old = take_hours(line);
      else if (key == "future")
        policy.future_tolerance = line.take_duration("a tolerance");
      else if (key == "work-day-gap")
        policy.work_day_gap = take_hours(line);
      else
        line.refuse("a site has no setting '" + key + "'");
    }
  }

  void zone(Line& line) {
    const std::string name = line.take("a time zone");
    const Result<TimeZone> found = TimeZone::find(name);
    if (!found) line.refuse(found.error().text());
    scenario_.zone = *found;
  }

  static std::chrono::hours take_hours(Line& line) {
    const std::chrono::seconds duration = line.take_duration("a duration");
    const auto hours = std::chrono::floor<std::chrono::hours>(duration);
    if (hours != duration) line.refuse("this setting counts whole hours");
    return hours;
  }

  void employee(Line& line) {
    const std::string name = line.take("a name");
    Person person;
    person.id.uuid.bytes.back() = static_cast<std::uint8_t>(scenario_.people.size() + 1);
    if (line.accept("inactive")) person.state = EmployeeState::inactive;
    if (name == kStranger || !scenario_.people.emplace(name, person).second)
      line.refuse("the name '" + name + "' is taken");
    if (scenario_.people.size() == 1) nearest_to_strangers_ = name;
  }

  void door(Line& line) {
    const std::string name = line.take("the name of the door");
    const std::string direction = line.take("in, out or both");
    const std::optional<CameraDirection> parsed = parse_camera_direction(direction);
    if (!parsed) line.refuse("a door is for in, out or both, not for '" + direction + "'");
    if (!scenario_.doors.emplace(name, *parsed).second) line.refuse("there is a door '" + name + "' already");
  }

  void any_order(Line&) { scenario_.any_order = true; }

  void date(Line& line) { date_ = line.take_date("a date"); }

  // TIME WHO DOOR SIMILARITY [then SIMILARITY OTHER] LIVENESS [SCORE] [poor] [tight] [passage NAME] [arrives TIME] ->
  // OUTCOME
  void seen(Line& line) {
    Seen seen{.place = line.place()};
    seen.captured_at = moment(line, false);
    seen.arrives_at = seen.captured_at;
    const std::string who = line.take("who is seen");
    const std::string door = line.take("a door");
    const auto found = scenario_.doors.find(door);
    if (found == scenario_.doors.end()) line.refuse("there is no door '" + door + "'");
    seen.door = found->second;
    seen.people = candidates(line, who);
    liveness(line, seen);
    while (!line.empty() && line.peek() != "->") circumstance(line, seen);
    if (!line.accept("->")) line.refuse("expected '->' and the outcome");
    outcome(line, seen);
    latest_ = std::max({latest_, seen.captured_at, seen.arrives_at});
    scenario_.timeline.push_back(std::move(seen));
  }

  std::vector<Candidate> candidates(Line& line, const std::string& who) {
    const float similarity = line.take_fraction("the similarity");
    std::vector<Candidate> people;
    if (who != kStranger) {
      people.push_back(candidate(line, who, similarity));
    } else if (!nearest_to_strangers_.empty()) {
      people.push_back(candidate(line, nearest_to_strangers_, similarity));
    }
    while (line.accept("then")) {
      const float further = line.take_fraction("the similarity of the next person");
      people.push_back(candidate(line, line.take("the next person"), further));
    }
    return people;
  }

  Candidate candidate(const Line& line, const std::string& name, float similarity) const {
    const Person& person = person_called(line, name);
    return {.employee = person.id, .similarity = similarity, .state = person.state};
  }

  const Person& person_called(const Line& line, const std::string& name) const {
    const auto found = scenario_.people.find(name);
    if (found == scenario_.people.end()) line.refuse("there is no employee '" + name + "'");
    return found->second;
  }

  static void liveness(Line& line, Seen& seen) {
    const std::string word = line.take("live, spoof or unclear");
    const std::optional<Liveness> parsed = parse_liveness(word);
    if (!parsed) line.refuse("expected live, spoof or unclear, found '" + word + "'");
    seen.liveness = *parsed;
    const bool has_score = !line.empty() && (line.peek().front() == '0' || line.peek().front() == '1');
    if (has_score) {
      seen.liveness_score = line.take_fraction("the liveness score");
    } else {
      seen.liveness_score = *parsed == Liveness::live ? 0.95F : *parsed == Liveness::spoof ? 0.02F : 0.35F;
    }
  }

  void circumstance(Line& line, Seen& seen) {
    const std::string word = line.take("a circumstance");
    if (word == "poor")
      seen.good_quality = false;
    else if (word == "tight")
      seen.surroundings = false;
    else if (word == "passage")
      seen.passage = line.take("the name of the passage");
    else if (word == "arrives")
      seen.arrives_at = moment(line, true);
    else
      line.refuse("did not understand '" + word + "'");
  }

  static void outcome(Line& line, Seen& seen) {
    std::string text;
    while (!line.empty() && line.peek().front() != '(') text += (text.empty() ? "" : " ") + line.take("an outcome");
    static constexpr std::array<std::string_view, 7> kKnown{"in",    "out",     "too soon", "unknown",
                                                            "spoof", "unclear", "too old"};
    if (std::ranges::find(kKnown, text) == kKnown.end()) line.refuse("'" + text + "' is no outcome");
    seen.outcome = text;
    if (line.empty()) return;
    const std::string reason = line.take("a reason");
    if (!reason.ends_with(')')) line.refuse("the bracket is not closed");
    seen.reason = reason.substr(1, reason.size() - 2);
    std::string name = seen.reason;
    std::ranges::replace(name, ' ', '_');
    if (!parse_reason(name)) line.refuse("'" + seen.reason + "' is no reason");
  }

  // A time on the date that is told, or on one of its own where `may_name_date`.
  Instant moment(Line& line, bool may_name_date) {
    LocalDate on = date_;
    if (may_name_date && line.at_date()) on = line.take_date("a date");
    if (!on.ok()) line.refuse("a 'date' line must come before");
    return line.take_time("a time", on, scenario_.zone);
  }

  void now(Line& line) { latest_ = moment(line, true); }

  // day WHO DATE NAME VALUE...
  void day(Line& line) {
    Expected expected = expectation(line);
    expected.date = line.take_date("the date of the day");
    while (!line.empty()) {
      const std::string name = line.take("the name of a figure");
      if (!is_figure(name)) line.refuse("a day has no figure '" + name + "'");
      expected.figures.push_back({name, line.take("the " + name + " of the day")});
    }
    if (expected.figures.empty()) line.refuse("say what is expected of the day");
    scenario_.expected.push_back(std::move(expected));
  }

  void presence(Line& line) {
    Expected expected = expectation(line);
    expected.figures.push_back({"presence", line.take("absent, present or in-office")});
    scenario_.expected.push_back(std::move(expected));
  }

  Expected expectation(Line& line) const {
    Expected expected{.place = line.place(), .now = latest_};
    expected.who = line.take("a name");
    person_called(line, expected.who);
    return expected;
  }

  Scenario scenario_;
  Section section_ = Section::setting;
  bool has_site_ = false;
  std::string nearest_to_strangers_;  // the first employee
  LocalDate date_{};                  // not ok() until told
  Instant latest_;                    // "now", unless told otherwise: when all has arrived
};

}  // namespace

Result<Scenario> parse(std::string_view file_name, std::string_view text) {
  Parser parser;
  std::istringstream lines{std::string(text)};
  std::string line;
  try {
    for (int number = 1; std::getline(lines, line); ++number) {
      parser.read(Line(std::string(file_name) + ":" + std::to_string(number), line));
    }
  } catch (const SyntaxError& error) {
    return fail(Failure::invalid_input, "scenario_malformed", error.what());
  }
  try {
    return std::move(parser).take();
  } catch (const SyntaxError& error) {
    return fail(Failure::invalid_input, "scenario_malformed", std::string(file_name) + ": " + error.what());
  }
}

}  // namespace attendsense::core::scenario
