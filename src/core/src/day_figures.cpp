#include "day_figures.hpp"

#include <algorithm>

namespace attendsense::core {
namespace {

using std::chrono::floor;
using std::chrono::microseconds;

struct Span {
  Instant from;
  Instant to;

  [[nodiscard]] microseconds length() const { return std::max(to - from, microseconds{0}); }

  [[nodiscard]] Span within(Instant least, Instant most) const { return {std::max(from, least), std::min(to, most)}; }
};

enum class Edge { in, out };

// The moment of a punch on the grid of the rule, by the clock on the wall.
Instant rounded(Instant at, Edge edge, const AttendanceRules& rules, const TimeZone& zone) {
  if (rules.rounding == Rounding::none) return at;
  const LocalTime local = zone.to_local(at);
  const microseconds step = rules.rounding_step;
  const microseconds past = local - floor<std::chrono::days>(local);
  const microseconds over = past % step;
  if (over == microseconds{0}) return at;
  const bool up = rules.rounding == Rounding::nearest
                      ? over * 2 >= step
                      : (rules.rounding == Rounding::for_employee) == (edge == Edge::out);
  return up ? at + (step - over) : at - over;
}

// Reckons one work day up, a stay after the other.
class Reckoning {
 public:
  Reckoning(const PlannedDay& planned, const TimeZone& zone, const std::set<PunchId>& corrected, Instant now)
      : planned_(planned), rules_(planned.rules()), zone_(zone), corrected_(corrected), now_(now) {
    day_.date = planned_.date;
    day_.kind = planned_.kind;
    day_.occasion = planned_.occasion;
    if (planned_.schedule) day_.schedule = planned_.schedule->id;
    day_.shifts = planned_.shifts;
  }

  // `next`: when the person is seen again on this work day; the end of time if never.
  void add(const ServedStay& stay, Instant next) {
    CountedStay kept{.in = stay.in, .out = stay.out, .in_punch = {}, .out_punch = {}, .current = stay.current};
    if (stay.in_punch != nullptr) kept.in_punch = stay.in_punch->id;
    if (stay.out_punch != nullptr) kept.out_punch = stay.out_punch->id;
    for (const Punch* punch : {stay.in_punch, stay.out_punch})
      if (punch != nullptr) flag_correction(*punch);
    for (const Punch* punch : stay.repeated) {
      flag(Flag::repeated_in, punch->id, punch->at);
      flag_correction(*punch);
    }
    if (stay.in && !day_.first_in) day_.first_in = stay.in;
    if (stay.out) day_.last_out = stay.out;
    is_current_ = is_current_ || stay.current;
    if (const std::optional<Span> span = span_of(stay, kept, next)) kept.counted = floor<seconds>(count(*span, stay));
    day_.stays.push_back(kept);
    last_seen_ = stay.out.value_or(stay.in.value_or(last_seen_));
  }

  DayFigures finish() && {
    day_.presence = floor<seconds>(presence_);
    day_.breaks = floor<seconds>(breaks_);
    deduct_legal_breaks();
    day_.worked = day_.presence - day_.break_deducted;
    for (const PlannedShift& shift : planned_.shifts) judge(shift);
    weigh();
    day_.state = state();
    return std::move(day_);
  }

 private:
  void flag(Flag flag, std::optional<PunchId> punch = {}, std::optional<Instant> at = {}) {
    day_.flags.push_back({flag, punch, at});
  }

  void flag_correction(const Punch& punch) {
    if (corrected_.contains(punch.id)) flag(Flag::corrected, punch.id, punch.at);
  }

  // From when to when somebody was there; none where one end is not known. Notes for the shifts what is known of it.
  std::optional<Span> span_of(const ServedStay& stay, CountedStay& kept, Instant next) {
    if (!stay.in) {
      flag(Flag::missing_in, kept.out_punch, stay.out);
      seen_.push_back({last_seen_, *stay.out});
      return std::nullopt;
    }
    if (stay.out) return seen({*stay.in, *stay.out});
    if (stay.current) return seen({*stay.in, std::max(now_, *stay.in)});
    if (const std::optional<Instant> end = end_by_rule(*stay.in, next)) {
      flag(Flag::closed_by_rule, kept.in_punch, stay.in);
      kept.out = *end;
      return seen({*stay.in, *end});
    }
    flag(Flag::missing_out, kept.in_punch, stay.in);
    seen_.push_back({*stay.in, next});
    return std::nullopt;
  }

  Span seen(Span span) {
    seen_.push_back(span);
    return span;
  }

  // The end of the shift that somebody came for and never left from, unless they come again before it.
  [[nodiscard]] std::optional<Instant> end_by_rule(Instant in, Instant next) const {
    if (rules_.missing_leave == MissingLeave::leave_open) return std::nullopt;
    const auto shift = std::ranges::find_if(planned_.shifts, [&](const PlannedShift& one) { return one.end > in; });
    if (shift == planned_.shifts.end()) return std::nullopt;
    return std::max(std::min({shift->end, next, now_}), in);
  }

  // Adds to presence and breaks. What counts of the span.
  microseconds count(const Span& seen, const ServedStay& stay) {
    Span span = seen;
    if (stay.in_punch != nullptr) span.from = rounded(span.from, Edge::in, rules_, zone_);
    if (stay.out_punch != nullptr) span.to = rounded(span.to, Edge::out, rules_, zone_);
    span = within_shifts(within_employment(span, seen), seen);
    if (last_counted_) span.from = std::max(span.from, *last_counted_);
    if (span.to <= span.from) return microseconds{0};
    microseconds counted = span.length();
    if (last_counted_) {
      const Span gap{*last_counted_, span.from};
      if (gap.length() <= rules_.paid_break_up_to) {
        counted += gap.length();
      } else {
        rest(gap);
      }
    }
    last_counted_ = span.to;
    presence_ += counted;
    return counted;
  }

  Span within_employment(const Span& span, const Span& seen) {
    return cut(span, seen, planned_.employed_from.value_or(Instant::min()),
               planned_.employed_until.value_or(Instant::max()), Flag::outside_employment);
  }

  Span within_shifts(const Span& span, const Span& seen) {
    if (planned_.shifts.empty()) return span;
    return cut(span, seen, rules_.early_arrival_counts ? Instant::min() : planned_.shifts.front().begin,
               rules_.late_stay_counts ? Instant::max() : planned_.shifts.back().end, Flag::not_counted);
  }

  // Flagged is what was seen and does not count, not what rounding added.
  Span cut(const Span& span, const Span& seen, Instant least, Instant most, Flag why) {
    if (seen.within(least, most).length() < seen.length()) flag(why, {}, seen.from);
    return span.within(least, most);
  }

  void rest(Span gap) {
    if (gap.length() >= rules_.shortest_break) rested_ += gap.length();
    if (planned_.shifts.empty()) breaks_ += gap.length();
    for (const PlannedShift& shift : planned_.shifts) breaks_ += gap.within(shift.begin, shift.end).length();
  }

  // Of each step, what was not rested; never so much that less than the step's own threshold would remain.
  void deduct_legal_breaks() {
    const seconds rested = floor<seconds>(rested_);
    for (const LegalBreak& legal : rules_.legal_breaks) {
      if (day_.presence <= legal.beyond) continue;
      const seconds missing = std::max(seconds{legal.least} - rested, seconds{0});
      const seconds most = day_.presence - legal.beyond;
      day_.break_deducted = std::max(day_.break_deducted, std::min(missing, most));
    }
    if (day_.break_deducted > seconds{0}) flag(Flag::break_deducted);
  }

  void judge(const PlannedShift& shift) {
    const auto overlaps = [](Instant from, Instant to) {
      return [=](const Span& span) { return span.from < to && span.to > from; };
    };
    if (std::ranges::none_of(seen_, overlaps(shift.begin, shift.end))) {
      if (!seen_.empty() && now_ >= shift.end) flag(Flag::missed_shift, {}, shift.begin);
      return;
    }
    if (!shift.required_begin) return;
    const Instant begin = *shift.required_begin;
    const Instant end = *shift.required_end;
    Instant came = end;
    Instant left = begin;
    for (const Span& span : seen_) {
      if (!overlaps(begin, end)(span)) continue;
      came = std::min(came, std::max(span.from, begin));
      left = std::max(left, std::min(span.to, end));
    }
    const bool was_there = came < left;
    const seconds late = floor<seconds>(came - begin);
    const seconds early = was_there && now_ >= end ? floor<seconds>(end - left) : seconds{0};
    if (late > rules_.grace_late && (was_there || now_ >= end)) {
      day_.late += late;
      flag(Flag::late, {}, came);
    }
    if (early > rules_.grace_early) {
      day_.early += early;
      flag(Flag::early, {}, left);
    }
  }

  // What was worked against what was expected.
  void weigh() {
    day_.expected = planned_.expected;
    day_.leave_credit = planned_.leave_credit;
    if (!planned_.schedule) return;
    const seconds excess = day_.worked - (planned_.expected - planned_.leave_credit);
    if (excess > seconds{0}) {
      day_.overtime = allowed(excess);
      day_.overtime_not_granted = excess - day_.overtime;
      if (rules_.overtime == Overtime::approved && day_.overtime_not_granted > seconds{0})
        flag(Flag::overtime_not_granted);
    }
    day_.balance = day_.worked - day_.overtime_not_granted + day_.leave_credit - day_.expected;
  }

  [[nodiscard]] seconds allowed(seconds excess) const {
    switch (rules_.overtime) {
      case Overtime::never:
        return seconds{0};
      case Overtime::approved:
        return std::min(excess, planned_.granted_overtime);
      case Overtime::beyond_limit:
        return excess > rules_.overtime_limit ? excess : seconds{0};
    }
    return seconds{0};
  }

  DayState state() {
    // Hired or dismissed within a stay that belongs to a date before or after.
    const bool was_employed = planned_.kind != DayKind::not_employed || day_.presence > seconds{0};
    if (!day_.stays.empty() && was_employed) {
      const bool is_off = planned_.kind != DayKind::working_day && planned_.kind != DayKind::unscheduled;
      if (is_off && planned_.kind != DayKind::not_employed) flag(Flag::on_day_without_work);
      return is_current_ ? DayState::in_office : DayState::present;
    }
    switch (planned_.kind) {
      case DayKind::unscheduled:
        return now_ < zone_.begin_of(planned_.date) ? ahead() : DayState::absent;
      case DayKind::working_day: {
        const PlannedShift& first = planned_.shifts.front();
        const Instant awaited = first.required_begin.value_or(first.required_end.value_or(first.end));
        return now_ <= awaited ? ahead() : DayState::absent;
      }
      case DayKind::day_off:
        return DayState::day_off;
      case DayKind::holiday:
        return DayState::holiday;
      case DayKind::closed:
        return DayState::closed;
      case DayKind::on_leave:
        return DayState::on_leave;
      case DayKind::not_employed:
        return DayState::not_employed;
    }
    return DayState::absent;
  }

  // A day that has not come owes nothing yet.
  DayState ahead() {
    day_.balance = seconds{0};
    return DayState::upcoming;
  }

  const PlannedDay& planned_;
  const AttendanceRules& rules_;
  const TimeZone& zone_;
  const std::set<PunchId>& corrected_;
  const Instant now_;
  DayFigures day_;
  std::vector<Span> seen_;               // from when to when somebody was there, as far as is known
  Instant last_seen_ = Instant::min();   // the last punch so far
  std::optional<Instant> last_counted_;  // end of the last span that counted
  microseconds presence_{0};
  microseconds breaks_{0};
  microseconds rested_{0};  // in breaks that are long enough
  bool is_current_ = false;
};

}  // namespace

DayFigures figures_of(const PlannedDay& planned, std::span<const ServedStay> stays, const TimeZone& zone,
                      const std::set<PunchId>& corrected, Instant now) {
  Reckoning reckoning(planned, zone, corrected, now);
  for (std::size_t i = 0; i < stays.size(); ++i) {
    const ServedStay* next = i + 1 < stays.size() ? &stays[i + 1] : nullptr;
    reckoning.add(stays[i], next == nullptr ? Instant::max() : next->in.value_or(next->out.value_or(Instant::max())));
  }
  return std::move(reckoning).finish();
}

}  // namespace attendsense::core
