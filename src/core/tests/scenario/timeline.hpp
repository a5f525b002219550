#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draft.hpp"

namespace attendsense::core::scenario {

// Lines of the second section that decide about what was punched: corrections and the closing of periods.
class DecisionParser {
 public:
  explicit DecisionParser(Draft& draft) : draft_(draft) {}

  // `line` after the time; false: there is no such statement.
  bool read(Line& line, const WallTime& time);

 private:
  void request(Line& line);
  void correct(Line& line);
  void close(Line& line);

  void approve(Line& line) { decide(line, RequestState::approved); }

  void half_approve(Line& line) { decide(line, RequestState::half_approved); }

  void refuse(Line& line) { decide(line, RequestState::refused); }

  void withdraw(Line& line) { decide(line, RequestState::withdrawn); }

  void undo(Line& line) { decide(line, RequestState::undone); }

  void decide(Line& line, RequestState state);
  void take_requests(Line& line, RequestState state);
  void take_correction(Line& line, const Employee& person, Correction& correction) const;

  Draft& draft_;
  Instant at_;                                     // of the line that is read
  std::multimap<std::string, std::size_t> named_;  // corrections by the name that they were given
};

// The second section: what happens, each line at its moment.
class TimelineParser {
 public:
  explicit TimelineParser(Draft& draft) : draft_(draft), decisions_(draft) {}

  // False: there is no such statement.
  bool read(Line& line);

 private:
  void date(Line& line);
  void works(Line& line);
  void work(Line& line, const Employee& person, const std::vector<std::string>& stays, LocalDate date, SiteId site);
  void seen(Line& line, const std::string& who, const Door& door, Instant at);
  void punch(Line& line, const WallTime& time, const std::string& who);
  void add_punch(const Employee& person, CameraDirection direction, SiteId site, Instant at, Instant arrives_at);
  std::vector<Candidate> candidates(Line& line, const std::string& who) const;
  [[nodiscard]] Candidate candidate(const Line& line, const std::string& name, float similarity) const;
  void circumstance(Line& line, Seen& seen) const;

  Draft& draft_;
  DecisionParser decisions_;
};

}  // namespace attendsense::core::scenario
