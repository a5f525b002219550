#include "attendsense/service/reviews/decide_sighting.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "corrections/enter_correction.hpp"
#include "enrolment.hpp"
#include "reviews/kept_crop.hpp"
#include "sighting_views.hpp"

namespace attendsense::service::decide_sighting {
namespace {

using core::SightingVerdict;

Result<void> require_all(const Input& input) {
  std::vector<core::Permission> needed{core::Permission::view_all, core::Permission::approve_requests};
  if (input.photo == Template::add) needed.push_back(core::Permission::manage_employees);
  for (const core::Permission permission : needed) {
    if (Result<void> allowed = require(input.actor, permission); !allowed) return allowed;
  }
  return {};
}

// The sighting, if it waits for a decision.
Result<core::Sighting> undecided(core::Transaction& transaction, const Input& input) {
  Result<core::Sighting> sighting = sighting_of(transaction, input.actor.company, input.sighting);
  if (!sighting) return sighting;
  const auto decision = transaction.reviews().decision(sighting->id);
  if (!decision) return fail(decision.error());
  if (*decision) {
    return fail(Failure::conflict, "sighting_decided", "Somebody has decided on this sighting",
                "Look at the sighting; a correction that was entered can be undone");
  }
  if (core::needs_review(sighting->outcome, sighting->reason)) return sighting;
  return fail(Failure::conflict, "sighting_settled",
              "Nothing of this sighting is open: it is " + std::string(core::to_string(sighting->outcome)),
              "Correct the punch if it is wrong");
}

Result<core::Direction> direction_of(core::Transaction& transaction, const Input& input,
                                     const core::Sighting& sighting) {
  if (input.direction) return *input.direction;
  const auto camera = transaction.stations().find_camera(sighting.camera);
  if (!camera) return fail(camera.error());
  const auto both = core::CameraDirection::both;
  const auto sees = *camera ? (*camera)->direction : both;
  Result<void> known =
      InputCheck().that(sees != both, "direction", "is missing: the camera sees who comes and who goes").result();
  if (!known) return fail(std::move(known));
  return sees == core::CameraDirection::in ? core::Direction::in : core::Direction::out;
}

// "Front door, gate: It was the twin"
std::string reason_of(const SightingView& view, const std::string& note) {
  const std::string where = view.station + ", " + view.camera;
  return note.empty() ? where : where + ": " + note;
}

Result<core::CorrectionId> enter(core::Transaction& transaction, const Input& input, const core::Sighting& sighting,
                                 Instant now) {
  const auto direction = direction_of(transaction, input, sighting);
  if (!direction) return fail(direction.error());
  const Result<SightingView> view = SightingViews(transaction).view(sighting);
  if (!view) return fail(view.error());
  const Result<core::Station> station = station_of(transaction, sighting.company, sighting.station);
  if (!station) return fail(station.error());
  request_correction::Input correction;
  correction.actor = input.actor;
  correction.direction = *direction;
  correction.at = sighting.captured_at;
  correction.site = station->site;
  correction.reason = reason_of(*view, trimmed(input.note));
  correction.approve = true;
  const Result<CorrectionView> entered = enter_correction(transaction, correction, *input.employee, now);
  if (!entered) return fail(entered.error());
  return entered->correction.id;
}

// Of the same face in the same passage: all of them are settled.
Result<void> remove_crops(core::Transaction& transaction, const core::Sighting& sighting) {
  const auto passage = transaction.sightings().of_passage(sighting.passage);
  if (!passage) return fail(passage.error());
  for (const core::Sighting& other : *passage) {
    if (other.station != sighting.station || other.face_index != sighting.face_index) continue;
    if (Result<bool> removed = transaction.reviews().remove_crop(other.id); !removed) return fail(std::move(removed));
  }
  return {};
}

Result<Output> decide(core::Transaction& transaction, const Input& input, const std::optional<InspectedPhoto>& photo,
                      Instant now) {
  const Result<core::Sighting> sighting = undecided(transaction, input);
  if (!sighting) return fail(sighting.error());
  core::SightingDecision decision{.sighting = sighting->id,
                                  .company = sighting->company,
                                  .verdict = input.verdict,
                                  .employee = input.employee,
                                  .note = trimmed(input.note),
                                  .by = input.actor.actor(),
                                  .at = now};
  if (input.verdict == SightingVerdict::assigned) {
    const auto correction = enter(transaction, input, *sighting, now);
    if (!correction) return fail(correction.error());
    decision.correction = *correction;
  }
  if (Result<void> decided = transaction.reviews().decide(decision); !decided) return fail(std::move(decided));
  if (photo) {
    const auto enrolled = enrol(transaction, input.actor, *input.employee, *photo, AlikeFace::refuse, now);
    if (!enrolled) return fail(enrolled.error());
  }
  if (Result<void> removed = remove_crops(transaction, *sighting); !removed) return fail(std::move(removed));
  AuditDetails details{{"verdict", std::string(core::to_string(input.verdict))}};
  if (input.employee) details.emplace_back("employee", input.employee->to_string());
  Result<void> noted = note(transaction, input.actor, "sighting.decide", sighting->id.to_string(), details, now);
  if (!noted) return fail(std::move(noted));
  return SightingViews(transaction).view(*sighting);
}

// The kept picture as a photo of the person, before anything is written.
Result<InspectedPhoto> inspect_crop(Ports& ports, const Input& input) {
  Result<Bytes> crop = core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Bytes> {
    const Result<core::Sighting> sighting = undecided(transaction, input);
    if (!sighting) return fail(sighting.error());
    if (Result<void> allowed = check_enrolment(transaction, input.actor.company, *input.employee); !allowed) {
      return fail(std::move(allowed));
    }
    return kept_crop(transaction, sighting->id);
  });
  if (!crop) return fail(std::move(crop));
  return inspect_photo(ports.analyzer, *crop);
}

}  // namespace

Result<void> check(const Input& input) {
  const bool assigned = input.verdict == SightingVerdict::assigned;
  InputCheck check;
  check.that(assigned == input.employee.has_value(), "employee_id",
             assigned ? "is missing" : "is for a sighting that is assigned");
  check.that(assigned || !input.direction, "direction", "is for a sighting that is assigned");
  check.that(assigned || input.photo == Template::none, "add_template", "is for a sighting that is assigned");
  check.text(input.note, "note", 0, kLongestNote);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require_all(input); !allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  std::optional<InspectedPhoto> photo;
  if (input.photo == Template::add) {
    Result<InspectedPhoto> inspected = inspect_crop(ports, input);
    if (!inspected) return fail(std::move(inspected));
    photo = *std::move(inspected);
  }
  std::unique_lock<std::mutex> enrolment;
  if (photo) {
    enrolment = ports.gallery.lock_enrolment();
    Result<void> new_face =
        refuse_face_of_another(ports, input.actor.company, {&*photo, 1}, input.employee, AlikeFace::refuse);
    if (!new_face) return fail(std::move(new_face));
  }
  Result<Output> decided = core::write_to(
      ports.store, [&](core::Transaction& transaction) { return decide(transaction, input, photo, now); });
  if (!decided) return decided;
  ports.events_written.ring();
  if (photo) ports.gallery.refresh();
  return decided;
}

}  // namespace attendsense::service::decide_sighting
