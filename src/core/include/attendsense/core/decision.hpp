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

// An earlier sighting of the same passage, as the store keeps it.
struct PassageSighting {
  std::optional<EmployeeId> best;
  float best_similarity = 0;
  float second_similarity = 0;
  Liveness liveness = Liveness::unclear;
  float liveness_score = 0;
  Outcome outcome = Outcome::unknown;
};

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

// Identity and liveness of one face, with the passage's earlier captures as further evidence:
// a single capture decides where it can; where it leaves identity or liveness open, the means over those captures of
// the passage that point to the same person decide. A capture that is plainly a spoof stays one whatever else was seen.
[[nodiscard]] Identification identify(const Observation& seen, std::span<const PassageSighting> passage,
                                      const Policy& policy);

struct Decision {
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::no_template_near;
  std::optional<EmployeeId> employee;  // set for booked and too soon
  std::optional<Direction> direction;  // set for booked
};

// The whole rule: identification, then age, then the interval to the neighbouring punches, then the direction (the
// camera's; for a camera of both ways the opposite of the last punch of the same work day, else in).
[[nodiscard]] Decision decide(const Identification& who, Instant captured_at, CameraDirection camera,
                              const PunchNeighbours& neighbours, Instant now, const Policy& policy);

}  // namespace attendsense::core
