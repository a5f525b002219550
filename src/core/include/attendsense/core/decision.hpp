#pragma once

// The rule of the door: from what was seen to what is booked. Pure; the caller brings the facts and the time.

#include <optional>
#include <span>

#include "attendsense/core/entities.hpp"

namespace attendsense::core {

struct Candidate {
  EmployeeId employee;
  float similarity = 0;  // cosine of the person's best template
  EmployeeState state = EmployeeState::active;
};

// What vision says of one face.
struct Observation {
  Instant captured_at;                // corrected by the station's clock offset where it is known
  std::span<const Candidate> people;  // the best people, best first; two are enough
  Liveness liveness = Liveness::unclear;
  float liveness_score = 0;  // 0..1
  bool surroundings = true;  // whether the picture held enough around the face to judge liveness
  bool good_quality = true;
};

// An earlier sighting of the same passage: a face of another, earlier capture.
struct PassageSighting {
  std::optional<EmployeeId> best;
  float best_similarity = 0;
  float second_similarity = 0;
  Liveness liveness = Liveness::unclear;
  float liveness_score = 0;
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::no_template_near;  // a poor or too tight face is no evidence
};

// What a kept sighting says to the later captures of its passage.
[[nodiscard]] PassageSighting passage_sighting(const Sighting& kept);

// The person's punches around the time of the capture, whichever way and whenever they arrived.
struct PunchNeighbours {
  std::optional<Punch> before;  // the last one at or before captured_at
  std::optional<Punch> after;   // the first one after it
};

// Who it is, before asking whether to book.
struct Identification {
  Outcome outcome = Outcome::unknown;  // booked stands for "recognised and live"
  Reason reason = Reason::no_template_near;
  std::optional<EmployeeId> employee;
};

// A face this far below the threshold is hopeless: no passage makes it somebody, and it is no evidence for anybody.
inline constexpr float kNearThreshold = 0.12F;

// The mean liveness score from which a passage is live; the same figure from which vision calls one face live.
inline constexpr float kPassageLive = 0.5F;

// How many live captures of a passage it takes to outweigh each one that was plainly a spoof of the same person.
inline constexpr int kLiveForEachSpoof = 2;

// Identity and liveness of one face. The questions in their order; the first that ends it gives the reason:
//   1. nobody enrolled                        -> unknown, gallery_empty
//   2. plainly a spoof, whoever it looks like -> spoof, not_live
//   3. too little around the face             -> unclear, no_surroundings
//   4. liveness doubtful                      -> unclear, liveness_doubtful, unless the passage adds up
//   5. a poor picture                         -> unclear, poor_quality: it never books, however well it matches
//   6. nearest person below the threshold     -> unknown, no_template_near, unless the passage adds up
//   7. second person within the margin        -> unclear, two_people_alike; never a guess, whatever else was seen
//   8. nearest person no longer active        -> unknown, employee_inactive
// Exactly at the threshold is recognised, exactly the margin apart is told apart.
//
// A passage adds up when this capture leaves 4 or 6 open: over this and those of its captures that point to the same
// person (none hopeless, poor or too tight), the means of liveness, similarity and margin must each suffice.
// A spoof of that person earlier in the passage makes every later capture doubtful, however live it looks, until
// kLiveForEachSpoof live ones outweigh each spoof: a picture waved about until one frame passes books nothing.
[[nodiscard]] Identification identify(const Observation& seen, std::span<const PassageSighting> passage,
                                      const Policy& policy);

struct Decision {
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::no_template_near;
  std::optional<EmployeeId> employee;  // set for booked and too soon
  std::optional<Direction> direction;  // set for booked
};

// The whole rule: identification, then age, then the interval to the neighbouring punches on both sides (exactly the
// interval apart is booked), then the direction (the camera's; for a camera of both ways the opposite of the last punch
// of the same work day, else in). A late capture may change what follows it at such a camera: the day's summary, not
// this direction, is the last word there.
[[nodiscard]] Decision decide(const Identification& who, Instant captured_at, CameraDirection camera,
                              const PunchNeighbours& neighbours, Instant now, const Policy& policy);

}  // namespace attendsense::core
