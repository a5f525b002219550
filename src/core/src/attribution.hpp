#pragma once

#include <optional>
#include <span>
#include <vector>

#include "attendsense/core/pairing.hpp"
#include "day_figures.hpp"

namespace attendsense::core {

// A person's plan, a date and zone at a time, each reckoned once.
class PlannedDays {
 public:
  PlannedDays(const WorkPlan& plan, LocalDate first, LocalDate last) : plan_(plan), first_(first), last_(last) {}

  [[nodiscard]] const PlannedDay& on(LocalDate date, const TimeZone& zone);

 private:
  struct Zone {
    const TimeZone* zone;
    std::vector<std::optional<PlannedDay>> days;
  };

  std::vector<std::optional<PlannedDay>>& days_of(const TimeZone& zone);

  const WorkPlan& plan_;
  const LocalDate first_;  // of the dates that are kept; others are reckoned each time
  const LocalDate last_;
  std::vector<Zone> zones_;
  PlannedDay other_;
};

// Which work day, or which two, a stay serves: the rule of timesheet().
[[nodiscard]] std::vector<ServedStay> attribute(const PairedStay& stay, const TimeZone& zone, PlannedDays& plan);

}  // namespace attendsense::core
