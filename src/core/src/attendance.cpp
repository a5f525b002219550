#include "attendsense/core/attendance.hpp"

#include <algorithm>

namespace attendsense::core {
namespace {

using std::chrono::microseconds;

// How long a stay lasted, as far as it counts. An open one counts up to now when it is current; asked as of a moment
// before its entrance it counts nothing, rather than less than nothing.
microseconds length_of(const PairedStay& stay, Instant now) {
  if (stay.in == nullptr) return microseconds{0};
  if (stay.out != nullptr) return stay.out->at - stay.in->at;
  return stay.current ? std::max(now - stay.in->at, microseconds{0}) : microseconds{0};
}

void add(DaySummary& day, const PairedStay& stay) {
  Stay kept;
  if (stay.in != nullptr) kept.in = stay.in->at;
  if (stay.out != nullptr) kept.out = stay.out->at;
  if (kept.in && !day.first_in) day.first_in = kept.in;
  if (kept.out) day.last_out = kept.out;
  if (kept.in) day.open = !kept.out;
  if (!kept.in) day.out_without_in += 1;
  day.repeated_in += static_cast<int>(stay.repeated.size());
  if (stay.current) day.presence = Presence::in_office;
  day.stays.push_back(kept);
}

}  // namespace

std::string_view to_string(Presence presence) {
  switch (presence) {
    case Presence::absent:
      return "absent";
    case Presence::present:
      return "present";
    case Presence::in_office:
      return "in_office";
  }
  return "invalid";
}

std::vector<DaySummary> summarise_days(std::span<const Punch> punches, const TimeZone& zone, Instant now,
                                       const Policy& policy) {
  const std::vector<Punch> ordered = in_order(punches);
  std::vector<DaySummary> days;
  microseconds worked{0};
  for (const PairedStay& stay : pair_punches(ordered, zone, now, policy.work_day_gap)) {
    if (days.empty() || days.back().date != stay.date) {
      days.push_back({.date = stay.date, .presence = Presence::present});
      worked = {};
    }
    add(days.back(), stay);
    worked += length_of(stay, now);
    days.back().worked = std::chrono::floor<std::chrono::seconds>(worked);
  }
  return days;
}

DaySummary summarise_day(std::span<const Punch> punches, LocalDate date, const TimeZone& zone, Instant now,
                         const Policy& policy) {
  std::vector<DaySummary> days = summarise_days(punches, zone, now, policy);
  const auto found = std::ranges::find(days, date, &DaySummary::date);
  if (found == days.end()) return {.date = date};
  return std::move(*found);
}

Presence presence_at(std::span<const Punch> punches, const TimeZone& zone, Instant now, const Policy& policy) {
  const std::vector<DaySummary> days = summarise_days(punches, zone, now, policy);
  if (days.empty()) return Presence::absent;
  if (days.back().presence == Presence::in_office) return Presence::in_office;
  const Instant last = std::ranges::max(punches, {}, &Punch::at).at;
  return zone.date_of(last) >= zone.date_of(now) ? Presence::present : Presence::absent;
}

Window punch_window(LocalDate first, LocalDate last, const TimeZone& zone, const Policy& policy) {
  // Somebody who came on the first minute of a date and took but short breaks is there for at most another two gaps.
  return {.from = zone.begin_of(add_days(first, -1)) - 2 * policy.work_day_gap,
          .to = zone.begin_of(add_days(last, 1)) + 2 * policy.work_day_gap};
}

}  // namespace attendsense::core
