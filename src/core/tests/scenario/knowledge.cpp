#include <algorithm>

#include "office.hpp"

namespace attendsense::core::scenario {
namespace {

template <class Item>
std::vector<Item> known_by(Instant moment, const std::vector<Known<Item>>& items, Reading reading) {
  std::vector<Item> known;
  for (const Known<Item>& one : items)
    if (one.since <= moment) known.push_back(one.item);
  if (reading == Reading::backwards) std::ranges::reverse(known);
  return known;
}

// The punch that a correction is of: one that was booked, or one that another correction adds.
std::optional<PunchId> punch_of(const Correction& correction, const Scenario& scenario, const Office& office) {
  for (const Punch& punch : office.punches())
    if (punch.employee == correction.employee && punch.at == *correction.punch_at) return punch.id;
  for (const CorrectionStory& story : scenario.corrections) {
    const Correction& other = story.correction;
    if (other.employee == correction.employee && other.at == correction.punch_at && other.kind == CorrectionKind::add)
      return PunchId{other.id.uuid};
  }
  return std::nullopt;
}

bool has_come_to(Instant known, const std::pair<Instant, RequestState>& step) {
  return step.first <= known;
}

}  // namespace

Knowledge::Knowledge(const Scenario& scenario, const Office& office, Instant known, Instant now, Reading reading)
    : scenario_(scenario), now_(now) {
  const Decided& decided = scenario.decided;
  planning_ = {.schedules = decided.schedules,
               .assignments = known_by(known, decided.assignments, reading),
               .holidays = known_by(known, decided.holidays, reading),
               .leave_kinds = decided.leave_kinds,
               .leave = known_by(known, decided.leave, reading),
               .grants = known_by(known, decided.grants, reading)};
  std::ranges::copy_if(office.punches(), std::back_inserter(punches_),
                       [&](const Punch& punch) { return punch.booked_at <= known; });
  for (const auto& [name, site] : scenario.sites) zones_.emplace(site.id, site.zone);
  learn_corrections(office, known, reading);
}

void Knowledge::learn_corrections(const Office& office, Instant known, Reading reading) {
  for (const CorrectionStory& story : scenario_.corrections) {
    Correction correction = story.correction;
    if (!has_come_to(known, story.history.front())) continue;
    for (const auto& step : story.history)
      if (has_come_to(known, step)) correction.state = step.second;
    if (correction.kind != CorrectionKind::add) correction.punch = punch_of(correction, scenario_, office);
    corrections_.push_back(std::move(correction));
  }
  if (reading == Reading::backwards) std::ranges::reverse(corrections_);
}

std::vector<Punch> Knowledge::punches_of(const Employee& person) const {
  std::vector<Punch> own;
  std::ranges::copy_if(punches_, std::back_inserter(own),
                       [&](const Punch& punch) { return punch.employee == person.id; });
  return own;
}

std::vector<DayFigures> Knowledge::days(const Employee& person, LocalDate first, LocalDate last) const {
  const std::vector<Punch> punches = punches_of(person);
  std::vector<Correction> corrections;
  std::ranges::copy_if(corrections_, std::back_inserter(corrections),
                       [&](const Correction& correction) { return correction.employee == person.id; });
  const WorkPlan plan(planning_, person);
  const PersonFacts facts{
      .employee = person, .plan = plan, .punches = punches, .corrections = corrections, .zones = zones_};
  return timesheet(facts, first, last, now_, scenario_.policy);
}

Presence Knowledge::presence(const Employee& person) const {
  return presence_at(punches_of(person), zones_.at(person.site), now_, scenario_.policy);
}

std::vector<PresenceByHour::Hour> Knowledge::hours(SiteId site, LocalDate date) const {
  PresenceByHour presence(date, zones_.at(site));
  for (const auto& [name, person] : scenario_.people)
    if (person.site == site) presence.add(days(person, add_days(date, -1), add_days(date, 1)), now_);
  return presence.hours();
}

std::vector<std::string> corrections_of_nothing(const Scenario& scenario, const Office& office) {
  std::vector<std::string> places;
  for (const CorrectionStory& story : scenario.corrections)
    if (story.correction.kind != CorrectionKind::add && !punch_of(story.correction, scenario, office))
      places.push_back(story.place);
  return places;
}

}  // namespace attendsense::core::scenario
