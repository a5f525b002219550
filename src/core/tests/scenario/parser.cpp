#include <sstream>

#include "expectations.hpp"
#include "setting.hpp"
#include "timeline.hpp"

namespace attendsense::core::scenario {
namespace {

enum class Section { setting, timeline, expectations };

class Parser {
 public:
  Scenario take() && {
    if (!has_site()) throw SyntaxError("there is no 'site' line");
    if (section_ != Section::expectations) throw SyntaxError("there is no '===' line with expectations after it");
    Scenario& scenario = draft_.scenario;
    if (scenario.expected.empty() && scenario.timeline.empty()) throw SyntaxError("nothing is seen or expected");
    return std::move(scenario);
  }

  void read(Line line) {
    if (line.empty()) return;
    if (line.accept("---")) {
      setting_.finish();
      enter(Section::timeline, line);
    } else if (line.accept("===")) {
      enter(Section::expectations, line);
    } else if (!read_statement(line)) {
      line.refuse("did not understand '" + std::string(line.peek()) + "'");
    }
    if (!line.empty()) line.refuse("did not understand '" + line.rest() + "'");
  }

 private:
  bool read_statement(Line& line) {
    switch (section_) {
      case Section::setting:
        if (!has_site() && line.peek() != "site") line.refuse("a 'site' line must come before");
        return setting_.read(line);
      case Section::timeline:
        return timeline_.read(line);
      case Section::expectations:
        return expectations_.read(line);
    }
    return false;
  }

  void enter(Section section, const Line& line) {
    if (section <= section_) line.refuse("the order is: setting, ---, timeline, ===, expectations");
    if (!has_site()) line.refuse("a 'site' line must come before");
    section_ = section;
  }

  [[nodiscard]] bool has_site() const { return !draft_.scenario.sites.empty(); }

  Draft draft_;
  SettingParser setting_{draft_};
  TimelineParser timeline_{draft_};
  ExpectationParser expectations_{draft_};
  Section section_ = Section::setting;
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
