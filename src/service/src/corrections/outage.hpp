#pragma once

// What an outage of a reader left out of somebody's days.

#include <span>
#include <vector>

#include "attendsense/service/corrections/correct_many.hpp"

namespace attendsense::service {

// In one zone.
struct Outage {
  Instant from;
  Instant to;
  std::optional<Instant> at;  // none: the begin or the end of shifts
  core::Direction direction = core::Direction::in;
  // The date on which absence counts of who follows no schedule; none: it does not, since nobody knows when they work.
  std::optional<LocalDate> unscheduled;
};

struct MissingPunch {
  LocalDate date;
  correct_many::Lack lack = correct_many::Lack::entrance;
  Instant at;
};

// By time. `days` are of one person, every date that the outage touches and the ones beside it.
[[nodiscard]] std::vector<MissingPunch> missing_punches(std::span<const core::DayFigures> days, const Outage& outage);

}  // namespace attendsense::service
