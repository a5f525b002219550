#include "attendsense/core/decision.hpp"

namespace attendsense::core {
namespace {

// Similarities are written with two digits and compared as floats: 0.57 is 0.05 more than 0.52, whatever the last bit
// says. A figure that is no number is at least nothing.
constexpr double kRounding = 1e-6;

bool at_least(double value, double limit) {
  return value >= limit - kRounding;
}

// How near the best person is, how near the next other person, and how live the face.
struct Evidence {
  double best = 0;
  double second = 0;
  double live = 0;
};

Evidence evidence_of(const Observation& seen) {
  Evidence evidence{.best = seen.people.front().similarity, .second = -1, .live = seen.liveness_score};
  for (const Candidate& other : seen.people.subspan(1)) {
    if (other.employee == seen.people.front().employee) continue;
    evidence.second = std::max(evidence.second, static_cast<double>(other.similarity));
  }
  return evidence;
}

// What the passage has to say about the person in question.
struct PassageEvidence {
  Evidence mean;  // over this capture and the others
  int others = 0;
  int live = 0;  // captures plainly live, this one included
  int spoofs = 0;

  [[nodiscard]] bool spoof_stands() const { return live < spoofs * kLiveForEachSpoof; }
};

bool is_evidence(const PassageSighting& sighting, EmployeeId person, const Policy& policy) {
  if (sighting.reason == Reason::poor_quality || sighting.reason == Reason::no_surroundings) return false;
  return sighting.best == person &&
         at_least(sighting.best_similarity, static_cast<double>(policy.match_threshold) - kNearThreshold);
}

PassageEvidence add_up(const Observation& seen, const Evidence& single, std::span<const PassageSighting> passage,
                       const Policy& policy) {
  PassageEvidence sum{.mean = single, .live = seen.liveness == Liveness::live ? 1 : 0};
  for (const PassageSighting& sighting : passage) {
    if (!is_evidence(sighting, seen.people.front().employee, policy)) continue;
    sum.mean.best += sighting.best_similarity;
    sum.mean.second += sighting.second_similarity;
    sum.mean.live += sighting.liveness_score;
    sum.others += 1;
    sum.live += sighting.liveness == Liveness::live ? 1 : 0;
    sum.spoofs += sighting.liveness == Liveness::spoof ? 1 : 0;
  }
  const double captures = sum.others + 1;
  sum.mean.best /= captures;
  sum.mean.second /= captures;
  sum.mean.live /= captures;
  return sum;
}

bool is_told_apart(const Evidence& evidence, const Policy& policy) {
  return at_least(evidence.best - evidence.second, policy.match_margin);
}

Identification no(Outcome outcome, Reason reason) {
  return {.outcome = outcome, .reason = reason, .employee = {}};
}

bool are_close(Instant one, const std::optional<Punch>& punch, std::chrono::seconds interval) {
  return punch && std::chrono::abs(one - punch->at) < interval;
}

Direction direction_at(CameraDirection camera, const std::optional<Punch>& before, Instant at, const Policy& policy) {
  switch (camera) {
    case CameraDirection::in:
      return Direction::in;
    case CameraDirection::out:
      return Direction::out;
    case CameraDirection::both:
      break;
  }
  const bool is_inside = before && before->direction == Direction::in && at - before->at <= policy.work_day_gap;
  return is_inside ? Direction::out : Direction::in;
}

}  // namespace

PassageSighting passage_sighting(const Sighting& kept) {
  return {.best = kept.best,
          .best_similarity = kept.best_similarity,
          .second_similarity = kept.second_similarity,
          .liveness = kept.liveness,
          .liveness_score = kept.liveness_score,
          .outcome = kept.outcome,
          .reason = kept.reason};
}

Identification identify(const Observation& seen, std::span<const PassageSighting> passage, const Policy& policy) {
  if (seen.people.empty()) return no(Outcome::unknown, Reason::gallery_empty);
  if (seen.liveness == Liveness::spoof) return no(Outcome::spoof, Reason::not_live);
  if (!seen.surroundings) return no(Outcome::unclear, Reason::no_surroundings);

  const Candidate& best = seen.people.front();
  const double threshold = policy.match_threshold;
  const Evidence single = evidence_of(seen);
  const PassageEvidence together = add_up(seen, single, passage, policy);
  const bool is_live = seen.liveness == Liveness::live;
  const bool is_known = at_least(single.best, threshold);
  const bool is_near = at_least(single.best, threshold - kNearThreshold);
  const bool passage_decides = !(is_live && is_known) && is_near && together.others > 0 &&
                               at_least(together.mean.live, kPassageLive) && at_least(together.mean.best, threshold);

  if (is_near && together.spoof_stands()) return no(Outcome::unclear, Reason::liveness_doubtful);
  if (!is_live && !passage_decides) return no(Outcome::unclear, Reason::liveness_doubtful);
  if (!seen.good_quality) return no(Outcome::unclear, Reason::poor_quality);
  if (!is_known && !passage_decides) return no(Outcome::unknown, Reason::no_template_near);
  if ((is_known && !is_told_apart(single, policy)) || (passage_decides && !is_told_apart(together.mean, policy))) {
    return no(Outcome::unclear, Reason::two_people_alike);
  }
  if (best.state != EmployeeState::active) return no(Outcome::unknown, Reason::employee_inactive);
  return {.outcome = Outcome::booked,
          .reason = passage_decides ? Reason::recognised_by_passage : Reason::recognised,
          .employee = best.employee};
}

Decision decide(const Identification& who, Instant captured_at, CameraDirection camera,
                const PunchNeighbours& neighbours, Instant now, const Policy& policy) {
  if (who.outcome != Outcome::booked)
    return {.outcome = who.outcome, .reason = who.reason, .employee = {}, .direction = {}};
  if (now - captured_at > policy.too_old) {
    return {.outcome = Outcome::too_old, .reason = Reason::captured_long_ago, .employee = {}, .direction = {}};
  }
  if (captured_at - now > policy.future_tolerance) {
    return {.outcome = Outcome::too_old, .reason = Reason::captured_in_future, .employee = {}, .direction = {}};
  }
  if (are_close(captured_at, neighbours.before, policy.too_soon) ||
      are_close(captured_at, neighbours.after, policy.too_soon)) {
    return {
        .outcome = Outcome::too_soon, .reason = Reason::punched_recently, .employee = who.employee, .direction = {}};
  }
  return {.outcome = Outcome::booked,
          .reason = who.reason,
          .employee = who.employee,
          .direction = direction_at(camera, neighbours.before, captured_at, policy)};
}

}  // namespace attendsense::core
