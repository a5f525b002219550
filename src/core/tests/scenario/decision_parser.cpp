#include <algorithm>

#include "timeline.hpp"

namespace attendsense::core::scenario {
namespace {

// Added punches bear the ids of their corrections: none may be that of a punch that was seen.
constexpr std::size_t kFirstCorrection = std::size_t{1} << 32U;

std::optional<Direction> accept_direction(Line& line) {
  const std::optional<Direction> direction = parse_direction(line.peek());
  if (direction) line.take("a direction");
  return direction;
}

}  // namespace

bool DecisionParser::read(Line& line, const WallTime& time) {
  static const Statements<DecisionParser> statements{
      {"request", &DecisionParser::request}, {"correct", &DecisionParser::correct},
      {"approve", &DecisionParser::approve}, {"half-approve", &DecisionParser::half_approve},
      {"refuse", &DecisionParser::refuse},   {"withdraw", &DecisionParser::withdraw},
      {"undo", &DecisionParser::undo},       {"close", &DecisionParser::close},
  };
  if (!statements.contains(line.peek())) return false;
  at_ = line.resolve(time, draft_.told_date(line), draft_.home_zone());
  draft_.has_come_to(at_);
  return read_by_keyword(*this, statements, line);
}

void DecisionParser::request(Line& line) {
  take_requests(line, RequestState::requested);
}

void DecisionParser::correct(Line& line) {
  take_requests(line, RequestState::approved);
}

// NAME add|remove|change WHO[,WHO]... of each the same
void DecisionParser::take_requests(Line& line, RequestState state) {
  const std::string name = line.take("a name for the correction");
  if (named_.contains(name)) line.refuse("there is a correction '" + name + "' already");
  const std::string what = line.take("add, remove or change");
  const std::optional<CorrectionKind> kind = parse_correction_kind(what);
  if (!kind) line.refuse("a correction is to add, remove or change, not to '" + what + "'");
  const std::vector<std::string> people = parts_of(line.take("whose punch"), ",");
  const Line same_for_all = line;
  for (const std::string& who : people) {
    line = same_for_all;
    const Employee& person = draft_.person(line, who);
    std::vector<CorrectionStory>& stories = draft_.scenario.corrections;
    CorrectionStory story{.place = line.place(), .correction = {.kind = *kind}, .history = {{at_, state}}};
    take_correction(line, person, story.correction);
    story.correction.id = numbered<CorrectionId>(kFirstCorrection + stories.size());
    story.correction.requested_at = at_;
    named_.emplace(name, stories.size());
    stories.push_back(std::move(story));
  }
}

// add: in|out [DATE] TIME [at SITE]; remove: [DATE] TIME [at SITE]; change: [DATE] TIME [at SITE] to [in|out] [[DATE]
// TIME]
void DecisionParser::take_correction(Line& line, const Employee& person, Correction& correction) const {
  correction.employee = person.id;
  if (correction.kind == CorrectionKind::add) {
    correction.direction = accept_direction(line);
    if (!correction.direction) line.refuse("say whether the punch is in or out");
  }
  const LocalDate date = line.at_date() ? line.take_date("a date") : draft_.told_date(line);
  const WallTime time = line.take_wall_time("the time of the punch");
  correction.site = draft_.take_site(line, person.site);
  const TimeZone& zone = draft_.zone_of(*correction.site);
  const Instant at = line.resolve(time, date, zone);
  (correction.kind == CorrectionKind::add ? correction.at : correction.punch_at) = at;
  if (correction.kind != CorrectionKind::change) return;
  if (!line.accept("to")) line.refuse("say 'to' what the punch is changed");
  correction.direction = accept_direction(line);
  if (line.empty() && correction.direction) return;
  const LocalDate to = line.at_date() ? line.take_date("a date") : date;
  correction.at = line.take_time("the new time", to, zone);
}

void DecisionParser::decide(Line& line, RequestState state) {
  const std::string name = line.take("which correction");
  const auto [first, last] = named_.equal_range(name);
  if (first == last) line.refuse("there is no correction '" + name + "'");
  for (auto known = first; known != last; ++known) {
    CorrectionStory& story = draft_.scenario.corrections[known->second];
    if (at_ < story.history.back().first) line.refuse("this is before what was decided last");
    story.history.emplace_back(at_, state);
  }
}

// DATES [at SITE]
void DecisionParser::close(Line& line) {
  const DateRange dates = line.take_dates("the dates of the period");
  Closing closing{.at = at_, .first = dates.first, .last = dates.last, .site = {}};
  if (line.peek() == "at") closing.site = draft_.take_site(line, {});
  const auto overlaps = [&](const Closing& other) {
    const bool same_people = !closing.site || !other.site || *closing.site == *other.site;
    return same_people && closing.first <= other.last && other.first <= closing.last;
  };
  if (std::ranges::any_of(draft_.closings, overlaps)) line.refuse("a part of this period is closed already");
  draft_.closings.push_back(closing);
}

}  // namespace attendsense::core::scenario
