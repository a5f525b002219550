#pragma once

// From punches to stays: which leave belongs to which entrance.

#include <optional>
#include <span>
#include <vector>

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core {

// From an entrance to a leave. Either end may be missing. Points into the punches that were paired.
struct PairedStay {
  LocalDate date;  // of the work day where no schedule says otherwise
  const Punch* in = nullptr;
  const Punch* out = nullptr;
  std::vector<const Punch*> repeated;  // entrances while already in
  bool current = false;                // the last of all, and the person may still be in
};

// Away longer than this over midnight, and the work day has ended; shorter is a break of the night shift.
inline constexpr std::chrono::hours kLongestBreak{4};

// In order of time; two punches of one instant are told apart by their ids, so that no order of delivery shows.
[[nodiscard]] std::vector<Punch> in_order(std::span<const Punch> punches);

// The stays of one person in order. `ordered` is as from in_order() and must outlive the stays.
//   - A work day has the local date of its first punch, be it an entrance or a leave that has none. Who comes again on
//     that date continues it.
//   - It goes on over midnight while the person stays, at most `gap` after the last entrance; and after breaks of at
//     most kLongestBreak, until `gap` after the person came.
//   - Of several entrances without a leave between, the first counts. When one of a later date turns out to be too far
//     from the first for a single stay, a leave was missed: a stay and a work day of its own begin there.
//   - Punches of a camera for both ways take their direction here: out for who is in, else in.
// `now` closes nothing: an entrance without a leave is current until `gap` after it.
[[nodiscard]] std::vector<PairedStay> pair_punches(std::span<const Punch> ordered, const TimeZone& zone, Instant now,
                                                   std::chrono::microseconds gap);

}  // namespace attendsense::core
