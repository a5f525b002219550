#pragma once

#include "draft.hpp"

namespace attendsense::core::scenario {

// The third section: what is to come out.
class ExpectationParser {
 public:
  explicit ExpectationParser(Draft& draft) : draft_(draft) {}

  // False: there is no such statement.
  bool read(Line& line);

 private:
  void now(Line& line);
  void as_of(Line& line);
  void day(Line& line);
  void period(Line& line);
  void closed(Line& line);
  void presence(Line& line);
  void hours(Line& line);
  void changes(Line& line);
  void take_figures(Line& line, Expected& expected, bool (*is_figure)(std::string_view), std::string_view what);
  [[nodiscard]] Expected about_person(Line& line, Expected::Of of) const;
  [[nodiscard]] Closing closing_of(const Line& line, const Expected& expected) const;

  Draft& draft_;
};

}  // namespace attendsense::core::scenario
