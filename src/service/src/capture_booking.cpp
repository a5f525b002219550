#include "capture_booking.hpp"

#include <set>

#include "alerts.hpp"
#include "audit_note.hpp"
#include "closed_periods.hpp"
#include "event_bodies.hpp"
#include "lookup.hpp"

namespace attendsense::service::process_capture {
namespace {

using core::Outcome;
using core::Transaction;

// What was measured for this very capture is better than what is stored: the clock may have been set since either.
Instant corrected(const core::CaptureJob& job, const core::Station& station) {
  const auto measured = job.clock_offset ? job.clock_offset : station.clock_offset;
  const auto offset = measured.value_or(std::chrono::microseconds{0});
  return std::chrono::abs(offset) > kToleratedClockOffset ? job.captured_at - offset : job.captured_at;
}

// One capture within its transaction.
class Booking {
 public:
  Booking(Transaction& transaction, const core::CaptureJob& job, const Scene& scene, Instant now)
      : transaction_(transaction), job_(job), scene_(scene), now_(now) {}

  Result<void> begin();
  Result<FaceOutcome> book_face(const SeenFace& face, int index);
  Result<FaceOutcome> book_nobody();
  Result<void> mark_station_seen();

 private:
  [[nodiscard]] core::Sighting new_sighting(int index) const;
  [[nodiscard]] Result<std::vector<core::Candidate>> candidates(const SeenFace& face);
  [[nodiscard]] Result<core::Decision> decide(const core::Identification& who);
  [[nodiscard]] Result<void> write(const core::Sighting& sighting, const core::Decision& decision);
  [[nodiscard]] Result<void> keep_crop(const core::Sighting& sighting, BytesView crop);
  [[nodiscard]] Result<void> forget_crops(int face_index);
  [[nodiscard]] Result<void> write_punch(const core::Sighting& sighting, const core::Decision& decision);
  [[nodiscard]] Result<void> tell_of_spoof(const core::Sighting& sighting);
  [[nodiscard]] Result<void> tell_of_closed_period(const core::Employee& employee, const core::Punch& punch);

  Transaction& transaction_;
  const core::CaptureJob& job_;
  const Scene& scene_;
  const Instant now_;
  std::vector<core::PassageSighting> passage_;  // of other captures
  std::vector<core::Sighting> earlier_;         // the same, whole
  std::set<core::EmployeeId> booked_;           // in this capture
  bool spoof_told_ = false;                     // of this capture
};

Result<void> Booking::begin() {
  Result<std::vector<core::Sighting>> earlier = transaction_.sightings().of_passage(job_.passage);
  if (!earlier) return fail(std::move(earlier));
  for (const core::Sighting& s : *earlier) {
    // A passage id is the station's word; another station's passage is none of its business.
    if (s.station != job_.station) continue;
    passage_.push_back(core::passage_sighting(s));
    earlier_.push_back(s);
  }
  return {};
}

core::Sighting Booking::new_sighting(int index) const {
  core::Sighting sighting;
  sighting.id = core::SightingId::make(now_);
  sighting.company = scene_.company.id;
  sighting.capture = job_.capture;
  sighting.face_index = index;
  sighting.passage = job_.passage;
  sighting.station = scene_.station.id;
  sighting.camera = scene_.camera.id;
  sighting.captured_at = scene_.captured_at;
  sighting.processed_at = now_;
  return sighting;
}

// The gallery may be a moment behind the database: who has been erased since is nobody.
Result<std::vector<core::Candidate>> Booking::candidates(const SeenFace& face) {
  std::vector<core::Candidate> people;
  for (const vision::Match& match : face.people) {
    const core::EmployeeId id{match.owner};
    Result<std::optional<core::Employee>> employee = transaction_.employees().find(id);
    if (!employee) return fail(std::move(employee));
    if (!*employee || (*employee)->company != scene_.company.id) continue;
    people.push_back({id, match.similarity, (*employee)->state});
  }
  return people;
}

Result<core::Decision> Booking::decide(const core::Identification& who) {
  core::PunchNeighbours neighbours;
  if (who.employee) {
    Result<core::PunchNeighbours> found = transaction_.punches().neighbours(*who.employee, scene_.captured_at);
    if (!found) return fail(std::move(found));
    neighbours = *found;
  }
  core::Decision decision =
      core::decide(who, scene_.captured_at, scene_.camera.direction, neighbours, now_, scene_.company.policy);
  if (decision.outcome != Outcome::booked) return decision;
  // Nobody is there twice in one picture, also where the company lets people punch without an interval.
  if (!booked_.insert(*decision.employee).second) {
    decision = {Outcome::too_soon, core::Reason::punched_recently, who.employee, std::nullopt};
  }
  return decision;
}

Result<FaceOutcome> Booking::book_face(const SeenFace& face, int index) {
  const Result<std::vector<core::Candidate>> people = candidates(face);
  if (!people) return fail(people.error());
  const core::Observation observation{scene_.captured_at,  *people,           face.liveness,
                                      face.liveness_score, face.surroundings, face.good_quality};
  const core::Identification who = core::identify(observation, passage_, scene_.company.policy);
  const Result<core::Decision> decision = decide(who);
  if (!decision) return fail(decision.error());

  core::Sighting sighting = new_sighting(index);
  sighting.outcome = decision->outcome;
  sighting.reason = decision->reason;
  if (!people->empty()) {
    sighting.best = people->front().employee;
    sighting.best_similarity = people->front().similarity;
  }
  if (people->size() > 1) sighting.second_similarity = (*people)[1].similarity;
  sighting.liveness = face.liveness;
  sighting.liveness_score = face.liveness_score;
  sighting.quality = face.quality;
  sighting.face_width = face.width;
  if (Result<void> written = write(sighting, *decision); !written) return fail(std::move(written));
  if (Result<void> kept = keep_crop(sighting, face.crop); !kept) return fail(std::move(kept));
  return FaceOutcome{decision->outcome, decision->reason};
}

Result<FaceOutcome> Booking::book_nobody() {
  core::Sighting sighting = new_sighting(0);
  sighting.outcome = Outcome::unknown;
  sighting.reason = core::Reason::no_face;
  Result<void> written = write(sighting, {Outcome::unknown, core::Reason::no_face, std::nullopt, std::nullopt});
  if (!written) return fail(std::move(written));
  return FaceOutcome{sighting.outcome, sighting.reason};
}

Result<void> Booking::write(const core::Sighting& sighting, const core::Decision& decision) {
  if (Result<void> added = transaction_.sightings().add(sighting); !added) return added;
  if (decision.outcome == Outcome::booked) return write_punch(sighting, decision);
  if (Result<void> told = tell(transaction_, sighting_event(sighting, scene_.station.site, now_)); !told) return told;
  return decision.outcome == Outcome::spoof ? tell_of_spoof(sighting) : Result<void>();
}

// Only while somebody has to look at it: who is recognised settles what the same passage left open.
Result<void> Booking::keep_crop(const core::Sighting& sighting, BytesView crop) {
  const bool recognised = sighting.outcome == Outcome::booked || sighting.outcome == Outcome::too_soon;
  if (recognised) return forget_crops(sighting.face_index);
  const auto recognised_before = [&](const core::Sighting& other) {
    return other.face_index == sighting.face_index &&
           (other.outcome == Outcome::booked || other.outcome == Outcome::too_soon);
  };
  if (crop.empty() || !core::needs_review(sighting.outcome, sighting.reason)) return {};
  if (std::ranges::any_of(earlier_, recognised_before)) return {};
  return transaction_.reviews().keep_crop(sighting.company, sighting.id, crop, now_);
}

Result<void> Booking::forget_crops(int face_index) {
  for (const core::Sighting& other : earlier_) {
    if (other.face_index != face_index || !core::needs_review(other.outcome, other.reason)) continue;
    if (Result<bool> removed = transaction_.reviews().remove_crop(other.id); !removed) return fail(std::move(removed));
  }
  return {};
}

// Once a passage: whoever stands there with a photo is seen many times.
Result<void> Booking::tell_of_spoof(const core::Sighting& sighting) {
  const bool told_before =
      std::ranges::find(passage_, Outcome::spoof, &core::PassageSighting::outcome) != passage_.end();
  if (told_before || std::exchange(spoof_told_, true)) return {};
  return tell(transaction_, spoof_alert(sighting, scene_.station.site, now_));
}

Result<void> Booking::write_punch(const core::Sighting& sighting, const core::Decision& decision) {
  if (!decision.employee || !decision.direction) {
    return fail(Failure::internal, "decision_incomplete", "A decision to book names no person or direction");
  }
  const Result<core::Employee> employee = employee_of(transaction_, scene_.company.id, *decision.employee);
  if (!employee) return fail(employee.error());
  core::Punch punch;
  punch.id = core::PunchId::make(now_);
  punch.company = scene_.company.id;
  punch.employee = employee->id;
  punch.site = scene_.station.site;
  punch.direction = *decision.direction;
  punch.alternating = scene_.camera.direction == core::CameraDirection::both;
  punch.at = scene_.captured_at;
  punch.sighting = sighting.id;
  punch.booked_at = now_;
  if (Result<void> added = transaction_.punches().add(punch); !added) return added;

  Principal actor;
  actor.company = scene_.company.id;
  actor.station = scene_.station.id;
  Result<void> noted = note(transaction_, actor, "punch.book", punch.id.to_string(),
                            {{"employee", punch.employee.to_string()},
                             {"capture", job_.capture.to_string()},
                             {"direction", std::string(core::to_string(punch.direction))}},
                            now_);
  if (!noted) return noted;
  Result<void> told = tell(transaction_, punch_event(punch, sighting, *employee, scene_.company.policy, now_));
  return told ? tell_of_closed_period(*employee, punch) : told;
}

// What the door saw is booked whatever payroll was told; somebody should know.
Result<void> Booking::tell_of_closed_period(const core::Employee& employee, const core::Punch& punch) {
  const Result<core::Site> site = site_by_id(transaction_, employee.site);
  if (!site) return fail(site.error());
  const Result<TimeZone> zone = TimeZone::find(site->time_zone);
  if (!zone) return fail(zone.error());
  const LocalDate date = zone->date_of(punch.at);
  const auto closed = closed_for(transaction_, punch.company, {date, date}, employee.site);
  if (!closed) return fail(closed.error());
  for (const core::Period& period : *closed) {
    if (Result<void> told = tell(transaction_, period_changed_alert(period, punch, now_)); !told) return told;
  }
  return {};
}

// Read afresh: the scene is older than this transaction, and somebody may have revoked the station since.
Result<void> Booking::mark_station_seen() {
  Result<core::Station> station = station_of(transaction_, scene_.company.id, scene_.station.id);
  if (!station) return fail(std::move(station));
  const bool recent = station->last_seen && job_.accepted_at - *station->last_seen < kLastSeenInterval;
  if (recent) return {};
  station->last_seen = job_.accepted_at;
  return transaction_.stations().update(*station);
}

}  // namespace

Result<std::optional<Scene>> find_scene(Transaction& transaction, const core::CaptureJob& job) {
  Result<bool> known = transaction.sightings().has_capture(job.capture);
  if (!known) return fail(std::move(known));
  if (*known) return std::optional<Scene>();
  Result<core::Company> company = company_of(transaction, job.company);
  if (!company) return fail(std::move(company));
  Result<core::Station> station = station_of(transaction, job.company, job.station);
  if (!station) return fail(std::move(station));
  Result<std::optional<core::Camera>> camera = transaction.stations().find_camera(job.camera);
  if (!camera) return fail(std::move(camera));
  if (!*camera || (*camera)->station != job.station) {
    return fail(Failure::not_found, "camera_unknown", "The station has no camera " + job.camera.to_string());
  }
  const Instant captured_at = corrected(job, *station);
  return std::optional(Scene{std::move(*company), std::move(*station), std::move(**camera), captured_at});
}

Result<Output> book(Transaction& transaction, const core::CaptureJob& job, const Scene& scene,
                    std::span<const SeenFace> faces, Instant now) {
  Output output;
  Result<bool> known = transaction.sightings().has_capture(job.capture);
  if (!known) return fail(std::move(known));
  if (*known) {
    output.known = true;
    return output;
  }
  Booking booking(transaction, job, scene, now);
  if (Result<void> begun = booking.begin(); !begun) return fail(std::move(begun));
  for (std::size_t i = 0; i < std::max<std::size_t>(faces.size(), 1); ++i) {
    Result<FaceOutcome> outcome =
        faces.empty() ? booking.book_nobody() : booking.book_face(faces[i], static_cast<int>(i));
    if (!outcome) return fail(std::move(outcome));
    output.faces.push_back(*outcome);
  }
  if (Result<void> seen = booking.mark_station_seen(); !seen) return fail(std::move(seen));
  return output;
}

}  // namespace attendsense::service::process_capture
