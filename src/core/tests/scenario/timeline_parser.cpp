#include <algorithm>
#include <array>

#include "timeline.hpp"
#include "weekdays.hpp"

namespace attendsense::core::scenario {
namespace {

void take_liveness(Line& line, Seen& seen) {
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

void take_outcome(Line& line, Seen& seen) {
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

}  // namespace

bool TimelineParser::read(Line& line) {
  static const Statements<TimelineParser> statements{{"date", &TimelineParser::date},
                                                     {"works", &TimelineParser::works}};
  if (read_by_keyword(*this, statements, line)) return true;
  const WallTime time = line.take_wall_time("a time");
  if (decisions_.read(line, time)) return true;
  const std::string who = line.take("who is seen");
  const std::map<std::string, Door>& doors = draft_.scenario.doors;
  if (const auto door = doors.find(std::string(line.peek())); door != doors.end()) {
    line.take("a door");
    seen(line, who, door->second, line.resolve(time, draft_.told_date(line), draft_.zone_of(door->second.site)));
  } else {
    punch(line, time, who);
  }
  return true;
}

void TimelineParser::date(Line& line) {
  draft_.date = line.take_date("a date");
}

// TIME WHO DOOR SIMILARITY [then SIMILARITY OTHER] LIVENESS [SCORE] [poor] [tight] [passage NAME] [arrives TIME] ->
// OUTCOME
void TimelineParser::seen(Line& line, const std::string& who, const Door& door, Instant at) {
  Seen seen{.place = line.place(), .captured_at = at, .arrives_at = at, .door = door};
  seen.people = candidates(line, who);
  take_liveness(line, seen);
  while (!line.empty() && line.peek() != "->") circumstance(line, seen);
  if (!line.accept("->")) line.refuse("expected '->' and the outcome");
  take_outcome(line, seen);
  draft_.has_come_to(std::max(seen.captured_at, seen.arrives_at));
  draft_.scenario.timeline.emplace_back(std::move(seen));
}

std::vector<Candidate> TimelineParser::candidates(Line& line, const std::string& who) const {
  const float similarity = line.take_fraction("the similarity");
  std::vector<Candidate> people;
  if (who != kStranger) {
    people.push_back(candidate(line, who, similarity));
  } else if (!draft_.first_employee.empty()) {
    people.push_back(candidate(line, draft_.first_employee, similarity));
  }
  while (line.accept("then")) {
    const float further = line.take_fraction("the similarity of the next person");
    people.push_back(candidate(line, line.take("the next person"), further));
  }
  return people;
}

Candidate TimelineParser::candidate(const Line& line, const std::string& name, float similarity) const {
  const Employee& person = draft_.person(line, name);
  return {.employee = person.id, .similarity = similarity, .state = person.state};
}

void TimelineParser::circumstance(Line& line, Seen& seen) const {
  const std::string word = line.take("a circumstance");
  if (word == "poor")
    seen.good_quality = false;
  else if (word == "tight")
    seen.surroundings = false;
  else if (word == "passage")
    seen.passage = line.take("the name of the passage");
  else if (word == "arrives")
    seen.arrives_at = draft_.take_moment(line, draft_.zone_of(seen.door.site));
  else
    line.refuse("did not understand '" + word + "'");
}

// TIME WHO in|out|both [at SITE] [arrives [DATE] TIME]
void TimelineParser::punch(Line& line, const WallTime& time, const std::string& who) {
  const std::string word = line.take("a door, or in, out or both");
  const std::optional<CameraDirection> direction = parse_camera_direction(word);
  const Employee& person = draft_.person(line, who);
  if (!direction) line.refuse("there is no door '" + word + "'");
  const SiteId site = draft_.take_site(line, person.site);
  const Instant at = line.resolve(time, draft_.told_date(line), draft_.zone_of(site));
  const Instant arrives_at = line.accept("arrives") ? draft_.take_moment(line, draft_.zone_of(site)) : at;
  add_punch(person, *direction, site, at, arrives_at);
}

void TimelineParser::add_punch(const Employee& person, CameraDirection direction, SiteId site, Instant at,
                               Instant arrives_at) {
  draft_.has_come_to(std::max(at, arrives_at));
  draft_.scenario.timeline.emplace_back(
      Booked{.employee = person.id, .door = {direction, site}, .at = at, .arrives_at = arrives_at});
}

// works WHO [DATES [DAYS]] TIME-TIME[,TIME-TIME]... [at SITE]
void TimelineParser::works(Line& line) {
  const Employee& person = draft_.person(line, line.take("who works"));
  DateRange dates{draft_.date, draft_.date};
  if (line.at_dates()) {
    dates = line.take_dates("the dates");
  } else {
    dates.first = dates.last = draft_.told_date(line);
  }
  std::vector<std::size_t> weekdays{0, 1, 2, 3, 4, 5, 6};
  if (begins_with_weekday(line.peek())) weekdays = take_weekdays(line);
  const std::vector<std::string> stays = parts_of(line.take("the stays"), ",");
  const SiteId site = draft_.take_site(line, person.site);
  for (LocalDate date = dates.first; date <= dates.last; date = add_days(date, 1)) {
    const std::chrono::weekday day{std::chrono::local_days{date}};
    if (std::ranges::find(weekdays, day.iso_encoding() - 1) != weekdays.end()) work(line, person, stays, date, site);
  }
}

// Each time is after the one before it: an earlier one is on the next date. "?" is what nobody saw.
void TimelineParser::work(Line& line, const Employee& person, const std::vector<std::string>& stays, LocalDate date,
                          SiteId site) {
  WallTime before;
  for (const std::string& stay : stays) {
    const std::vector<std::string> ends = parts_of(stay, "-");
    if (ends.size() != 2) line.refuse("expected a stay such as 09:00-12:00, found '" + stay + "'");
    for (const CameraDirection direction : {CameraDirection::in, CameraDirection::out}) {
      const std::string& end = direction == CameraDirection::in ? ends.front() : ends.back();
      if (end == "?") continue;
      const WallTime time = Line(line.place(), end).take_wall_time("a time");
      if (time.of_day < before.of_day) date = add_days(date, 1);
      before = time;
      const Instant at = line.resolve(time, date, draft_.zone_of(site));
      add_punch(person, direction, site, at, at);
    }
  }
}

}  // namespace attendsense::core::scenario
