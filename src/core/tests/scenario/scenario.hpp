#pragma once

// Attendance told as a timeline and what is expected of it. The language is described in tests/scenarios/README.md.

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/correction.hpp"
#include "attendsense/core/decision.hpp"
#include "attendsense/core/plan.hpp"

namespace attendsense::core::scenario {

struct Place {
  SiteId id;
  TimeZone zone;
};

struct Door {
  CameraDirection direction = CameraDirection::both;
  SiteId site;
};

// A face at a door, and what is to become of it.
struct Seen {
  std::string place;  // "file:line"
  Instant captured_at;
  Instant arrives_at;  // at the server
  Door door;
  std::vector<Candidate> people;
  Liveness liveness = Liveness::unclear;
  float liveness_score = 0;
  bool surroundings = true;
  bool good_quality = true;
  std::string passage;  // empty: one of its own
  std::string outcome;  // "in", "out", "too soon", "unknown", ...
  std::string reason;   // empty: any
};

// A punch that is told without the face it comes from.
struct Booked {
  EmployeeId employee;
  Door door;
  Instant at;
  Instant arrives_at;
};

using Arrival = std::variant<Seen, Booked>;

// Something that was decided on at a moment, and is not known before.
template <class Item>
struct Known {
  Item item;
  Instant since = Instant::min();
};

struct Decided {
  std::map<ScheduleId, std::shared_ptr<const Schedule>> schedules;
  std::map<LeaveKindId, LeaveKind> leave_kinds;
  std::vector<Known<Assignment>> assignments;
  std::vector<Known<Holiday>> holidays;
  std::vector<Known<Leave>> leave;
  std::vector<Known<OvertimeGrant>> grants;
};

// A correction and what became of it, in order of time.
struct CorrectionStory {
  std::string place;
  Correction correction;  // its state is told by the history; `punch` is found by `punch_at`
  std::vector<std::pair<Instant, RequestState>> history;
};

// A period that payroll was told of.
struct Closing {
  Instant at;
  LocalDate first;
  LocalDate last;
  std::optional<SiteId> site;  // none: of every site
};

// One line of what is expected.
struct Expected {
  enum class Of { presence, day, period, hours, changes };

  std::string place;
  Of of = Of::day;
  Instant now;                     // when it is asked
  Instant known;                   // up to when the server has heard of things and decisions were made
  EmployeeId who;                  // not of hours
  LocalDate first{};               // not of presence
  LocalDate last{};                // of period and changes, else `first`
  SiteId site;                     // of hours
  std::optional<Closing> closing;  // of changes: since when; of a day or period: as it was closed, if at all

  struct Figure {
    std::string name;
    std::string value;
  };

  std::vector<Figure> figures;
};

struct Scenario {
  Policy policy;
  bool any_order = false;  // must come out the same in whatever order things arrive or are read
  std::string home;        // the first site: whose clock moments of no site are told by
  std::map<std::string, Place> sites;
  std::map<std::string, Employee> people;
  std::map<std::string, Door> doors;
  Decided decided;
  std::vector<Arrival> timeline;  // as written
  std::vector<CorrectionStory> corrections;
  std::vector<Expected> expected;
};

// invalid_input "scenario_malformed", the message beginning with "file:line: ".
[[nodiscard]] Result<Scenario> parse(std::string_view file_name, std::string_view text);

// What did not come out as expected, one line each: "file:line: expected in, got unclear (liveness doubtful)".
[[nodiscard]] std::vector<std::string> run(const Scenario& scenario);

// An id that is the same in every run.
template <class Id>
Id numbered(std::size_t number) {
  Id id;
  for (auto byte = id.uuid.bytes.rbegin(); number != 0; ++byte, number >>= 8U)
    *byte = static_cast<std::uint8_t>(number & 0xFFU);
  return id;
}

}  // namespace attendsense::core::scenario
