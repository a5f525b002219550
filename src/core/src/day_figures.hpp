#pragma once

#include <optional>
#include <set>
#include <span>
#include <vector>

#include "attendsense/core/timesheet.hpp"

namespace attendsense::core {

// A stay, or the part of one, that serves one work day.
struct ServedStay {
  LocalDate date;
  const TimeZone* zone = nullptr;  // of the site of its first punch
  std::optional<Instant> in;
  std::optional<Instant> out;
  const Punch* in_punch = nullptr;  // none where the stay was parted
  const Punch* out_punch = nullptr;
  std::vector<const Punch*> repeated;
  bool current = false;
};

// The figures of one work day from the stays that serve it, in order. `corrected`: ids of punches that a correction
// made or changed.
[[nodiscard]] DayFigures figures_of(const PlannedDay& planned, std::span<const ServedStay> stays, const TimeZone& zone,
                                    const std::set<PunchId>& corrected, Instant now);

}  // namespace attendsense::core
