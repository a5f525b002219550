#pragma once

// From punches to days: who is here, and what a day came to.

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/entities.hpp"
#include "attendsense/core/pairing.hpp"

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

// Work days of one person from their punches (any order; the result depends on their times alone), by date: the stays
// of pair_punches(), together. An entrance that has been open for longer than policy.work_day_gap counts nothing, and
// nobody is in any more.
[[nodiscard]] std::vector<DaySummary> summarise_days(std::span<const Punch> punches, const TimeZone& zone, Instant now,
                                                     const Policy& policy);

// The one day; a day without punches is absent.
[[nodiscard]] DaySummary summarise_day(std::span<const Punch> punches, LocalDate date, const TimeZone& zone,
                                       Instant now, const Policy& policy);

// Who is here at this moment: in a work day that began yesterday, too. Present: was here on today's date and has left.
[[nodiscard]] Presence presence_at(std::span<const Punch> punches, const TimeZone& zone, Instant now,
                                   const Policy& policy);

// Which punches can matter for a date: the day itself and what a night shift carries over on both sides. A summary from
// these is the one from all punches for anybody who rests longer than kLongestBreak once a day.
struct Window {
  Instant from;
  Instant to;
};

[[nodiscard]] Window punch_window(LocalDate first, LocalDate last, const TimeZone& zone, const Policy& policy);

}  // namespace attendsense::core
