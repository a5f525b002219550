#pragma once

// From punches to days: who is here, and what a day came to.

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core {

enum class Presence { absent, present, in_office };  // present: was there today and has left
std::string_view to_string(Presence presence);

// A stay: from an entrance to a leave. Either end may be missing.
struct Stay {
  std::optional<Instant> in;
  std::optional<Instant> out;
};

struct DaySummary {
  LocalDate date;  // the work day: the local date on which it began
  Presence presence = Presence::absent;
  std::vector<Stay> stays;
  std::optional<Instant> first_in;
  std::optional<Instant> last_out;
  std::chrono::seconds worked{0};  // closed stays, plus the open one up to now when it is today's
  int repeated_in = 0;             // an entrance while already in; the first one counts
  int out_without_in = 0;
  bool open = false;  // the last entrance has no leave
};

// Work days of one person from their punches, in order of date. A work day begins with an entrance (or with a leave
// that has none) and goes on over midnight for as long as the person stays, at most policy.work_day_gap after its last
// entrance; it belongs to the local date of its first punch. `now` closes nothing: it says how long an open stay has
// lasted so far.
[[nodiscard]] std::vector<DaySummary> summarise_days(std::span<const Punch> punches, const TimeZone& zone, Instant now,
                                                     const Policy& policy);

// The one day; a day without punches is absent.
[[nodiscard]] DaySummary summarise_day(std::span<const Punch> punches, LocalDate date, const TimeZone& zone,
                                       Instant now, const Policy& policy);

// Which punches can matter for a date: the day itself and what a night shift carries over on both sides.
struct Window {
  Instant from;
  Instant to;
};

[[nodiscard]] Window punch_window(LocalDate first, LocalDate last, const TimeZone& zone, const Policy& policy);

}  // namespace attendsense::core
