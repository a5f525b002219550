#pragma once

#include <map>
#include <string>
#include <vector>

#include "attendsense/core/timesheet.hpp"
#include "scenario.hpp"

namespace attendsense::core::scenario {

// The server as far as it books: what has arrived so far.
class Office {
 public:
  explicit Office(const Scenario& scenario) : scenario_(scenario) {}

  // What is decided on a face when it arrives at `now`. `number`: its place in the timeline, which makes the id.
  Decision receive(const Seen& seen, std::size_t number, Instant now);
  void receive(const Booked& booked, std::size_t number);

  [[nodiscard]] const std::vector<Punch>& punches() const { return punches_; }

 private:
  [[nodiscard]] PunchNeighbours neighbours_of(EmployeeId employee, Instant at) const;

  const Scenario& scenario_;
  std::vector<Punch> punches_;
  std::map<std::string, std::vector<PassageSighting>> passages_;
};

// In what order decisions are read: none may make a difference.
enum class Reading { as_written, backwards };

// What the server knows at a moment of what it was told by then, and what it makes of it.
class Knowledge {
 public:
  // Of what arrived and was decided until `known`, as asked at `now`.
  Knowledge(const Scenario& scenario, const Office& office, Instant known, Instant now, Reading reading);

  [[nodiscard]] std::vector<DayFigures> days(const Employee& person, LocalDate first, LocalDate last) const;
  [[nodiscard]] Presence presence(const Employee& person) const;
  [[nodiscard]] std::vector<PresenceByHour::Hour> hours(SiteId site, LocalDate date) const;

 private:
  [[nodiscard]] std::vector<Punch> punches_of(const Employee& person) const;
  void learn_corrections(const Office& office, Instant known, Reading reading);

  const Scenario& scenario_;
  const Instant now_;
  Planning planning_;
  std::vector<Punch> punches_;
  std::vector<Correction> corrections_;
  SiteZones zones_;
};

// The places of corrections that are of no punch.
[[nodiscard]] std::vector<std::string> corrections_of_nothing(const Scenario& scenario, const Office& office);

}  // namespace attendsense::core::scenario
