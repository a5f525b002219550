#include "office.hpp"

#include <algorithm>

namespace attendsense::core::scenario {
namespace {

PassageSighting sighting(const Seen& seen, const Decision& decision) {
  PassageSighting kept{.liveness = seen.liveness,
                       .liveness_score = seen.liveness_score,
                       .outcome = decision.outcome,
                       .reason = decision.reason};
  if (!seen.people.empty()) {
    kept.best = seen.people.front().employee;
    kept.best_similarity = seen.people.front().similarity;
  }
  if (seen.people.size() > 1) kept.second_similarity = seen.people[1].similarity;
  return kept;
}

}  // namespace

Decision Office::receive(const Seen& seen, std::size_t number, Instant now) {
  std::vector<PassageSighting> no_passage;
  std::vector<PassageSighting>& passage = seen.passage.empty() ? no_passage : passages_[seen.passage];
  const Observation observation{.captured_at = seen.captured_at,
                                .people = seen.people,
                                .liveness = seen.liveness,
                                .liveness_score = seen.liveness_score,
                                .surroundings = seen.surroundings,
                                .good_quality = seen.good_quality};
  const Identification who = identify(observation, passage, scenario_.policy);
  const PunchNeighbours neighbours = who.employee ? neighbours_of(*who.employee, seen.captured_at) : PunchNeighbours{};
  const Decision decision = decide(who, seen.captured_at, seen.door.direction, neighbours, now, scenario_.policy);
  passage.push_back(sighting(seen, decision));
  if (decision.outcome == Outcome::booked) {
    punches_.push_back({.id = numbered<PunchId>(number),
                        .employee = *decision.employee,
                        .site = seen.door.site,
                        .direction = *decision.direction,
                        .alternating = seen.door.direction == CameraDirection::both,
                        .at = seen.captured_at,
                        .booked_at = seen.arrives_at});
  }
  return decision;
}

void Office::receive(const Booked& booked, std::size_t number) {
  punches_.push_back({.id = numbered<PunchId>(number),
                      .employee = booked.employee,
                      .site = booked.door.site,
                      .direction = booked.door.direction == CameraDirection::out ? Direction::out : Direction::in,
                      .alternating = booked.door.direction == CameraDirection::both,
                      .at = booked.at,
                      .booked_at = booked.arrives_at});
}

PunchNeighbours Office::neighbours_of(EmployeeId employee, Instant at) const {
  PunchNeighbours neighbours;
  for (const Punch& punch : punches_) {
    if (punch.employee != employee) continue;
    std::optional<Punch>& side = punch.at <= at ? neighbours.before : neighbours.after;
    const bool is_nearer = !side || std::chrono::abs(punch.at - at) < std::chrono::abs(side->at - at);
    if (is_nearer) side = punch;
  }
  return neighbours;
}

}  // namespace attendsense::core::scenario
