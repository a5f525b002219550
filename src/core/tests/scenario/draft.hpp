#pragma once

// A scenario while it is read, and the parsers of its three sections, which write into it.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lexer.hpp"
#include "scenario.hpp"

namespace attendsense::core::scenario {

// Who is seen and not enrolled.
inline constexpr std::string_view kStranger = "stranger";

struct Draft {
  Scenario scenario;
  std::string first_employee;  // whom strangers are taken to be most like
  std::map<std::string, RoleId> roles;
  std::vector<Closing> closings;
  LocalDate date{};                // that of the last 'date' line; not ok() until told
  Instant latest;                  // when the last thing of the timeline has arrived: "now", unless told otherwise
  Instant known = Instant::max();  // of the following expectations

  [[nodiscard]] const TimeZone& home_zone() const;
  [[nodiscard]] const TimeZone& zone_of(const Employee& person) const;
  // These refuse the line when there is none of that name.
  [[nodiscard]] const Employee& person(const Line& line, const std::string& name) const;
  [[nodiscard]] const Place& site(const Line& line, const std::string& name) const;
  // "at NAME", else that site.
  [[nodiscard]] SiteId take_site(Line& line, SiteId otherwise) const;
  [[nodiscard]] const TimeZone& zone_of(SiteId site) const;
  // "[DATE] TIME"; without a date on that of the last 'date' line.
  [[nodiscard]] Instant take_moment(Line& line, const TimeZone& zone) const;
  [[nodiscard]] LocalDate told_date(const Line& line) const;

  void has_come_to(Instant moment) { latest = std::max(latest, moment); }
};

// What a kind of line is read by.
template <class Parser>
using Statements = std::map<std::string_view, void (Parser::*)(Line&)>;

// Reads a line by its keyword; false: there is no such statement.
template <class Parser>
bool read_by_keyword(Parser& parser, const Statements<Parser>& statements, Line& line) {
  const auto found = statements.find(line.peek());
  if (found == statements.end()) return false;
  line.take("a keyword");
  (parser.*found->second)(line);
  return true;
}

// "for_employee" and "for-employee": the names of enums as the rules and as scenarios write them.
std::string with_underscores(std::string_view name);
std::string with_hyphens(std::string_view name);

}  // namespace attendsense::core::scenario
