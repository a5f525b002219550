#include "attendsense/core/attendance.hpp"

#include <array>

namespace attendsense::core {
namespace {

std::vector<Punch> in_order(std::span<const Punch> punches) {
  std::vector<Punch> ordered(punches.begin(), punches.end());
  // Two punches of one instant are told apart by their ids, so that no order of delivery shows.
  std::ranges::sort(ordered, {}, [](const Punch& punch) { return std::pair{punch.at, punch.id}; });
  return ordered;
}

// Walks through a person's punches in order of time and parts them into stays and work days.
class Timeline {
 public:
  Timeline(const TimeZone& zone, const Policy& policy) : zone_(zone), gap_(policy.work_day_gap) {}

  void add(const Punch& punch) {
    settle(punch.at);
    const bool is_in = !entrances_.empty();
    // The first punch that is given may be the leave of a stay that began before: there the direction of the moment,
    // which the server took from what it then knew, is better than none.
    const bool alternates = punch.alternating && !days_.empty();
    const bool leaves = alternates ? is_in : punch.direction == Direction::out;
    if (leaves) {
      leave(punch.at);
    } else {
      enter(punch.at);
    }
    last_ = punch.at;
  }

  std::vector<DaySummary> finish(Instant now) && {
    settle(now);
    if (!entrances_.empty()) {
      // A summary asked for as of a moment before the last entrance counts nothing for it, rather than less than
      // nothing.
      worked_ += std::max(now - entrances_.front(), std::chrono::microseconds{0});
      end_stay(std::nullopt);
      days_.back().presence = Presence::in_office;
    }
    end_day();
    return std::move(days_);
  }

 private:
  void enter(Instant at) {
    if (entrances_.empty()) open_day(at);
    entrances_.push_back(at);
    if (!days_.back().first_in) days_.back().first_in = at;
  }

  void leave(Instant at) {
    if (entrances_.empty()) {
      open_day(at);
      days_.back().out_without_in += 1;
      days_.back().stays.push_back({.in = std::nullopt, .out = at});
    } else {
      worked_ += at - entrances_.front();
      end_stay(at);
    }
    days_.back().last_out = at;
  }

  // Ends what cannot have lasted until `at`: somebody left without being seen.
  void settle(Instant at) {
    while (!entrances_.empty() && at - entrances_.front() > gap_) {
      const LocalDate date = zone_.date_of(entrances_.front());
      const auto next = std::ranges::find_if(entrances_, [&](Instant in) { return zone_.date_of(in) > date; });
      if (next == entrances_.end()) {
        if (at - entrances_.back() > gap_) end_stay(std::nullopt);
        return;
      }
      const std::vector<Instant> later(next, entrances_.end());
      entrances_.erase(next, entrances_.end());
      end_stay(std::nullopt);
      came_ = later.front();
      begin_day(zone_.date_of(came_));
      days_.back().first_in = later.front();
      entrances_ = later;
    }
  }

  void end_stay(std::optional<Instant> out) {
    DaySummary& day = days_.back();
    day.stays.push_back({.in = entrances_.front(), .out = out});
    day.repeated_in += static_cast<int>(entrances_.size()) - 1;
    day.open = !out;
    entrances_.clear();
  }

  // The work day for a punch of somebody who is not in: the running one if it goes on, else a new one.
  void open_day(Instant at) {
    const LocalDate date = zone_.date_of(at);
    const bool is_break = !days_.empty() && at - last_ <= kLongestBreak && at - came_ <= gap_;
    if (is_break) return;
    came_ = at;
    if (days_.empty() || date > days_.back().date) begin_day(date);
  }

  void begin_day(LocalDate date) {
    end_day();
    days_.push_back({.date = date, .presence = Presence::present});
  }

  void end_day() {
    if (days_.empty()) return;
    days_.back().worked = std::chrono::floor<std::chrono::seconds>(worked_);
    worked_ = {};
  }

  const TimeZone& zone_;
  const std::chrono::microseconds gap_;
  std::vector<DaySummary> days_;
  std::vector<Instant> entrances_;       // of the open stay, the first one counts; empty: not in
  Instant came_;                         // first punch since the last long absence
  Instant last_;                         // last punch of all
  std::chrono::microseconds worked_{0};  // in the last work day
};

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
  Timeline timeline(zone, policy);
  for (const Punch& punch : in_order(punches)) timeline.add(punch);
  return std::move(timeline).finish(now);
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
