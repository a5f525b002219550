#include "draft.hpp"

#include <algorithm>

namespace attendsense::core::scenario {

const TimeZone& Draft::home_zone() const {
  return scenario.sites.at(scenario.home).zone;
}

const TimeZone& Draft::zone_of(const Employee& person) const {
  return zone_of(person.site);
}

const TimeZone& Draft::zone_of(SiteId site) const {
  const auto found = std::ranges::find(scenario.sites, site, [](const auto& entry) { return entry.second.id; });
  return found->second.zone;
}

const Employee& Draft::person(const Line& line, const std::string& name) const {
  const auto found = scenario.people.find(name);
  if (found == scenario.people.end()) line.refuse("there is no employee '" + name + "'");
  return found->second;
}

const Place& Draft::site(const Line& line, const std::string& name) const {
  const auto found = scenario.sites.find(name);
  if (found == scenario.sites.end()) line.refuse("there is no site '" + name + "'");
  return found->second;
}

SiteId Draft::take_site(Line& line, SiteId otherwise) const {
  return line.accept("at") ? site(line, line.take("a site")).id : otherwise;
}

Instant Draft::take_moment(Line& line, const TimeZone& zone) const {
  const LocalDate on = line.at_date() ? line.take_date("a date") : told_date(line);
  return line.take_time("a time", on, zone);
}

LocalDate Draft::told_date(const Line& line) const {
  if (!date.ok()) line.refuse("a 'date' line must come before");
  return date;
}

std::string with_underscores(std::string_view name) {
  std::string text{name};
  std::ranges::replace(text, '-', '_');
  return text;
}

std::string with_hyphens(std::string_view name) {
  std::string text{name};
  std::ranges::replace(text, '_', '-');
  return text;
}

}  // namespace attendsense::core::scenario
