#pragma once

// Attendance told as a timeline of sightings and what is expected of it. The language is described in
// tests/scenarios/README.md.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/decision.hpp"

namespace attendsense::core::scenario {

struct Person {
  EmployeeId id;
  EmployeeState state = EmployeeState::active;
};

// A face at a door, and what is to become of it.
struct Seen {
  std::string place;  // "file:line"
  Instant captured_at;
  Instant arrives_at;  // at the server
  CameraDirection door = CameraDirection::both;
  std::vector<Candidate> people;
  Liveness liveness = Liveness::unclear;
  float liveness_score = 0;
  bool surroundings = true;
  bool good_quality = true;
  std::string passage;  // empty: one of its own
  std::string outcome;  // "in", "out", "too soon", "unknown", ...
  std::string reason;   // empty: any
};

// What is to be said at the end of one person's day (or, without a date, of the person at that moment).
struct Expected {
  std::string place;
  Instant now;
  std::string who;
  std::optional<LocalDate> date;

  struct Figure {
    std::string name;
    std::string value;
  };

  std::vector<Figure> figures;
};

struct Scenario {
  Policy policy;
  TimeZone zone;
  bool any_order = false;  // the days must come out the same in whatever order the sightings arrive
  std::map<std::string, Person> people;
  std::map<std::string, CameraDirection> doors;
  std::vector<Seen> timeline;  // as written
  std::vector<Expected> expected;
};

// invalid_input "scenario_malformed", the message beginning with "file:line: ".
[[nodiscard]] Result<Scenario> parse(std::string_view file_name, std::string_view text);

// What did not come out as expected, one line each: "file:line: expected in, got unclear (liveness doubtful)".
[[nodiscard]] std::vector<std::string> run(const Scenario& scenario);

// Whether a figure of a day can be asked for by this name.
[[nodiscard]] bool is_figure(std::string_view name);

}  // namespace attendsense::core::scenario
