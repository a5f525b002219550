#include "attendsense/core/pairing.hpp"

#include <algorithm>
#include <utility>

namespace attendsense::core {
namespace {

// Walks through a person's punches in order of time and parts them into stays and work days.
class Timeline {
 public:
  Timeline(const TimeZone& zone, std::chrono::microseconds gap) : zone_(zone), gap_(gap) {}

  void add(const Punch& punch) {
    settle(punch.at);
    const bool is_in = !entrances_.empty();
    // The first punch that is given may be the leave of a stay that began before: there the direction of the moment,
    // which the server took from what it then knew, is better than none.
    const bool alternates = punch.alternating && date_;
    const bool leaves = alternates ? is_in : punch.direction == Direction::out;
    if (leaves) {
      leave(punch);
    } else {
      enter(punch);
    }
    last_ = punch.at;
  }

  std::vector<PairedStay> finish(Instant now) && {
    settle(now);
    if (!entrances_.empty()) {
      end_stay(nullptr);
      stays_.back().current = true;
    }
    return std::move(stays_);
  }

 private:
  void enter(const Punch& punch) {
    if (entrances_.empty()) open_day(punch.at);
    entrances_.push_back(&punch);
  }

  void leave(const Punch& punch) {
    if (entrances_.empty()) {
      open_day(punch.at);
      stays_.push_back({.date = *date_, .out = &punch});
    } else {
      end_stay(&punch);
    }
  }

  // Ends what cannot have lasted until `at`: somebody left without being seen.
  void settle(Instant at) {
    while (!entrances_.empty() && at - entrances_.front()->at > gap_) {
      const LocalDate date = zone_.date_of(entrances_.front()->at);
      const auto next = std::ranges::find_if(entrances_, [&](const Punch* in) { return zone_.date_of(in->at) > date; });
      if (next == entrances_.end()) {
        if (at - entrances_.back()->at > gap_) end_stay(nullptr);
        return;
      }
      std::vector<const Punch*> later(next, entrances_.end());
      entrances_.erase(next, entrances_.end());
      end_stay(nullptr);
      entrances_ = std::move(later);
      came_ = entrances_.front()->at;
      date_ = zone_.date_of(came_);
    }
  }

  void end_stay(const Punch* out) {
    PairedStay stay{.date = *date_, .in = entrances_.front(), .out = out};
    stay.repeated.assign(entrances_.begin() + 1, entrances_.end());
    stays_.push_back(std::move(stay));
    entrances_.clear();
  }

  // The work day for a punch of somebody who is not in: the running one if it goes on, else a new one.
  void open_day(Instant at) {
    const bool is_break = date_ && at - last_ <= kLongestBreak && at - came_ <= gap_;
    if (is_break) return;
    came_ = at;
    const LocalDate date = zone_.date_of(at);
    if (!date_ || date > *date_) date_ = date;
  }

  const TimeZone& zone_;
  const std::chrono::microseconds gap_;
  std::vector<PairedStay> stays_;
  std::vector<const Punch*> entrances_;  // of the open stay, the first one counts; empty: not in
  std::optional<LocalDate> date_;        // of the running work day
  Instant came_;                         // first punch since the last long absence
  Instant last_;                         // last punch of all
};

}  // namespace

std::vector<Punch> in_order(std::span<const Punch> punches) {
  std::vector<Punch> ordered(punches.begin(), punches.end());
  const auto key = [](const Punch& punch) { return std::pair{punch.at, punch.id}; };
  if (!std::ranges::is_sorted(ordered, {}, key)) std::ranges::sort(ordered, {}, key);
  return ordered;
}

std::vector<PairedStay> pair_punches(std::span<const Punch> ordered, const TimeZone& zone, Instant now,
                                     std::chrono::microseconds gap) {
  Timeline timeline(zone, gap);
  for (const Punch& punch : ordered) timeline.add(punch);
  return std::move(timeline).finish(now);
}

}  // namespace attendsense::core
