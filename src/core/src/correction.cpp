#include "attendsense/core/correction.hpp"

#include <algorithm>
#include <map>

#include "attendsense/core/pairing.hpp"
#include "names.hpp"

namespace attendsense::core {
namespace {

constexpr Names<3> kKinds{"add", "remove", "change"};

Punch added(const Correction& correction) {
  Punch punch;
  punch.id = PunchId{correction.punch ? correction.punch->uuid : correction.id.uuid};
  punch.company = correction.company;
  punch.employee = correction.employee;
  punch.site = correction.site.value_or(SiteId{});
  punch.direction = correction.direction.value_or(Direction::in);
  punch.at = correction.at.value_or(Instant{});
  punch.source = PunchSource::manual;
  punch.booked_at = correction.requested_at;
  return punch;
}

void change(Punch& punch, const Correction& correction) {
  if (correction.at) punch.at = *correction.at;
  if (!correction.direction) return;
  punch.direction = *correction.direction;
  punch.alternating = false;
}

}  // namespace

std::string_view to_string(CorrectionKind kind) {
  return name_of(kind, kKinds);
}

std::optional<CorrectionKind> parse_correction_kind(std::string_view text) {
  return value_of<CorrectionKind>(text, kKinds);
}

std::vector<const Correction*> counting(std::span<const Correction> corrections) {
  std::map<PunchId, const Correction*> additions;  // by the punch that each makes; those that are not approved, too
  std::map<PunchId, const Correction*> latest;
  for (const Correction& correction : corrections) {
    if (correction.kind == CorrectionKind::add) additions.emplace(PunchId{correction.id.uuid}, &correction);
    if (correction.kind == CorrectionKind::add || correction.state != RequestState::approved || !correction.punch)
      continue;
    const Correction*& known = latest[*correction.punch];
    const auto age = [](const Correction& one) { return std::pair{one.requested_at, one.id}; };
    if (known == nullptr || age(*known) < age(correction)) known = &correction;
  }
  std::vector<const Correction*> counting;
  for (const auto& [punch, addition] : additions) {
    const auto later = latest.find(punch);
    const bool removed = later != latest.end() && later->second->kind == CorrectionKind::remove;
    if (addition->state == RequestState::approved && !removed) {
      counting.push_back(addition);
    } else {
      latest.erase(punch);
    }
  }
  for (const auto& [punch, correction] : latest) counting.push_back(correction);
  return counting;
}

std::vector<Punch> effective_punches(std::span<const Punch> punches, std::span<const Correction> corrections) {
  std::vector<Punch> effective = in_order(punches);
  std::map<PunchId, const Correction*> of_punch;
  for (const Correction* correction : counting(corrections)) {
    if (correction->kind == CorrectionKind::add) {
      effective.push_back(added(*correction));
    } else {
      of_punch.emplace(*correction->punch, correction);
    }
  }
  if (effective.size() == punches.size() && of_punch.empty()) return effective;
  std::vector<Punch> corrected;
  for (const Punch& punch : effective) {
    const auto correction = of_punch.find(punch.id);
    if (correction == of_punch.end()) {
      corrected.push_back(punch);
      continue;
    }
    if (correction->second->kind == CorrectionKind::change) {
      corrected.push_back(punch);
      change(corrected.back(), *correction->second);
    }
    of_punch.erase(correction);
  }
  // Those of punches that are not here: what they move may come to be here.
  for (const auto& [id, correction] : of_punch)
    if (correction->kind == CorrectionKind::change && correction->at) corrected.push_back(added(*correction));
  return in_order(corrected);
}

}  // namespace attendsense::core
