#include "attendsense/core/timesheet.hpp"

#include <algorithm>

#include "attendsense/core/pairing.hpp"
#include "attribution.hpp"
#include "day_figures.hpp"
#include "names.hpp"

namespace attendsense::core {
namespace {

using std::chrono::local_days;

constexpr Names<9> kDayStates{"absent", "present", "in_office", "on_leave",    "holiday",
                              "closed", "day_off", "upcoming",  "not_employed"};
static_assert(kDayStates.size() == static_cast<std::size_t>(DayState::not_employed) + 1);

constexpr Names<kFlags> kFlagNames{
    "missing_out", "closed_by_rule", "missing_in",  "repeated_in",         "missed_shift",       "late",
    "early",       "break_deducted", "not_counted", "on_day_without_work", "outside_employment", "overtime_not_granted",
    "corrected"};
static_assert(kFlagNames.size() == static_cast<std::size_t>(Flag::corrected) + 1);

// How far the date of a stay's first punch at home can be from the one that the stay serves: a day for a shift over
// midnight or a break after it, and two for a site at the other side of the date line.
constexpr int kReach = 3;

const TimeZone& zone_of(const PairedStay& stay, const PersonFacts& facts) {
  const Punch& first = stay.in != nullptr ? *stay.in : *stay.out;
  const auto found = facts.zones.find(first.site);
  return found != facts.zones.end() ? found->second : facts.zones.at(facts.employee.site);
}

// Finds for punches the work days of one sheet, and of a little around it.
class WorkDays {
 public:
  WorkDays(const PersonFacts& facts, LocalDate first, LocalDate last, Instant now, std::chrono::microseconds gap)
      : facts_(facts),
        home_(facts.zones.at(facts.employee.site)),
        plan_(facts.plan, add_days(first, -kReach), add_days(last, kReach)),
        reach_{home_.begin_of(add_days(first, -kReach)), home_.begin_of(add_days(last, kReach + 1))},
        now_(now),
        gap_(gap) {}

  // The stays by the work day that they serve. Point into `ordered`, which is as from in_order().
  std::vector<ServedStay> stays(std::span<const Punch> ordered) {
    std::vector<ServedStay> served;
    const std::vector<PairedStay> paired = pair_punches(ordered, home_, now_, gap_);
    served.reserve(paired.size());
    for (const PairedStay& stay : paired) {
      const Instant first = stay.in != nullptr ? stay.in->at : stay.out->at;
      if (first < reach_.from || first >= reach_.to) continue;
      for (ServedStay& part : attribute(stay, zone_of(stay, facts_), plan_)) served.push_back(std::move(part));
    }
    std::ranges::stable_sort(
        served, {}, [](const ServedStay& stay) { return std::pair{stay.date, stay.in ? *stay.in : *stay.out}; });
    return served;
  }

  [[nodiscard]] const TimeZone& home() const { return home_; }

  const PlannedDay& plan(LocalDate date, const TimeZone& zone) { return plan_.on(date, zone); }

 private:
  const PersonFacts& facts_;
  const TimeZone& home_;
  PlannedDays plan_;
  const Window reach_;
  const Instant now_;
  const std::chrono::microseconds gap_;
};

std::map<PunchId, LocalDate> dates_of(std::span<const ServedStay> stays) {
  std::map<PunchId, LocalDate> dates;
  for (const ServedStay& stay : stays) {
    for (const Punch* punch : {stay.in_punch, stay.out_punch})
      if (punch != nullptr) dates.emplace(punch->id, stay.date);
    for (const Punch* punch : stay.repeated) dates.emplace(punch->id, stay.date);
  }
  return dates;
}

// Where corrections are seen: the punches that they made or changed, and by the work day that they were in those that
// are no longer there.
struct Corrected {
  std::set<PunchId> punches;
  std::multimap<LocalDate, DayFlag> gone;

  Corrected(const PersonFacts& facts, std::span<const ServedStay> stays, WorkDays& days) {
    const std::vector<const Correction*> corrections = counting(facts.corrections);
    if (corrections.empty()) return;
    const std::vector<Punch> originals = in_order(facts.punches);
    const std::map<PunchId, LocalDate> before = dates_of(days.stays(originals));
    const std::map<PunchId, LocalDate> after = dates_of(stays);
    for (const Correction* correction : corrections) {
      const PunchId punch = correction->punch.value_or(PunchId{correction->id.uuid});
      if (correction->kind != CorrectionKind::remove) punches.insert(punch);
      const auto was = before.find(punch);
      if (was == before.end()) continue;
      const auto is = after.find(punch);
      if (is == after.end() || is->second != was->second)
        gone.emplace(was->second, DayFlag{Flag::corrected, punch, correction->punch_at});
    }
  }
};

}  // namespace

std::string_view to_string(DayState state) {
  return name_of(state, kDayStates);
}

std::optional<DayState> parse_day_state(std::string_view text) {
  return value_of<DayState>(text, kDayStates);
}

std::string_view to_string(Flag flag) {
  return name_of(flag, kFlagNames);
}

std::optional<Flag> parse_flag(std::string_view text) {
  return value_of<Flag>(text, kFlagNames);
}

bool DayFigures::has(Flag flag) const {
  return std::ranges::find(flags, flag, &DayFlag::flag) != flags.end();
}

std::vector<DayFigures> timesheet(const PersonFacts& facts, LocalDate first, LocalDate last, Instant now,
                                  const Policy& policy) {
  const std::vector<Punch> punches = effective_punches(facts.punches, facts.corrections);
  WorkDays work_days(facts, first, last, now, policy.work_day_gap);
  const std::vector<ServedStay> served = work_days.stays(punches);
  const Corrected corrected(facts, served, work_days);

  std::vector<DayFigures> days;
  days.reserve(static_cast<std::size_t>((local_days{last} - local_days{first}).count() + 1));
  auto next = std::ranges::find_if(served, [&](const ServedStay& stay) { return stay.date >= first; });
  for (LocalDate date = first; date <= last; date = add_days(date, 1)) {
    const auto begin = next;
    while (next != served.end() && next->date == date) ++next;
    const TimeZone& zone = begin == next ? work_days.home() : *begin->zone;
    days.push_back(figures_of(work_days.plan(date, zone), std::span(begin, next), zone, corrected.punches, now));
    const auto [from, to] = corrected.gone.equal_range(date);
    for (auto flag = from; flag != to; ++flag) days.back().flags.push_back(flag->second);
  }
  return days;
}

Window timesheet_window(LocalDate first, LocalDate last, const SiteZones& zones, const Planning& planning,
                        const Policy& policy) {
  // The last entrance that can serve a date: after its last shift, or in a work day that goes on over midnight.
  minutes latest = std::chrono::hours{24} + policy.work_day_gap;
  for (const auto& [id, schedule] : planning.schedules)
    for (const auto& day : schedule->cycle)
      for (const Shift& shift : day) latest = std::max(latest, shift.frame.to + kLongestBreak);
  Instant settled = Instant::max();
  Instant served = Instant::min();
  for (const auto& [site, zone] : zones) {
    // A leave whose entrance came before the window is taken to be missing it: it must not be near the first shift.
    settled = std::min(settled, zone.begin_of(first) - policy.work_day_gap - 2 * kLongestBreak);
    served = std::max(served, zone.to_instant(LocalTime{local_days{last}} + latest));
  }
  // Entrances of one date stand together while nobody leaves: all of them or none.
  Window window{Instant::max(), Instant::min()};
  for (const auto& [site, zone] : zones) {
    window.from = std::min(window.from, zone.begin_of(zone.date_of(settled)));
    window.to = std::max(window.to, zone.begin_of(add_days(zone.date_of(served), 1)) + policy.work_day_gap);
  }
  return window;
}

PeriodFigures& operator+=(PeriodFigures& sum, const PeriodFigures& other) {
  sum.days += other.days;
  sum.working_days += other.working_days;
  sum.days_present += other.days_present;
  sum.days_absent += other.days_absent;
  sum.days_on_leave += other.days_on_leave;
  sum.days_late += other.days_late;
  sum.days_early += other.days_early;
  for (std::size_t flag = 0; flag < kFlags; ++flag) sum.flags[flag] += other.flags[flag];
  sum.presence += other.presence;
  sum.breaks += other.breaks;
  sum.break_deducted += other.break_deducted;
  sum.worked += other.worked;
  sum.expected += other.expected;
  sum.leave_credit += other.leave_credit;
  sum.late += other.late;
  sum.early += other.early;
  sum.overtime += other.overtime;
  sum.overtime_not_granted += other.overtime_not_granted;
  sum.balance += other.balance;
  return sum;
}

namespace {

PeriodFigures alone(const DayFigures& day) {
  PeriodFigures one{.days = 1};
  const bool was_there = day.state == DayState::present || day.state == DayState::in_office;
  one.working_days = !day.shifts.empty() || day.kind == DayKind::on_leave ? 1 : 0;
  one.days_present = was_there ? 1 : 0;
  one.days_absent = day.state == DayState::absent && day.kind == DayKind::working_day ? 1 : 0;
  one.days_on_leave = day.kind == DayKind::on_leave || day.leave_credit > seconds{0} ? 1 : 0;
  one.days_late = day.late > seconds{0} ? 1 : 0;
  one.days_early = day.early > seconds{0} ? 1 : 0;
  for (const DayFlag& flag : day.flags) one.flags[static_cast<std::size_t>(flag.flag)] += 1;
  one.presence = day.presence;
  one.breaks = day.breaks;
  one.break_deducted = day.break_deducted;
  one.worked = day.worked;
  one.expected = day.expected;
  one.leave_credit = day.leave_credit;
  one.late = day.late;
  one.early = day.early;
  one.overtime = day.overtime;
  one.overtime_not_granted = day.overtime_not_granted;
  one.balance = day.balance;
  return one;
}

}  // namespace

PeriodFigures total(std::span<const DayFigures> days) {
  PeriodFigures sum;
  for (const DayFigures& day : days) sum += alone(day);
  return sum;
}

PresenceByHour::PresenceByHour(LocalDate date, const TimeZone& zone) : end_(zone.begin_of(add_days(date, 1))) {
  for (Instant hour = zone.begin_of(date); hour < end_; hour += std::chrono::hours{1}) hours_.push_back({hour, 0});
}

void PresenceByHour::add(std::span<const DayFigures> days, Instant now) {
  for (std::size_t i = 0; i < hours_.size(); ++i) {
    const Instant begin = hours_[i].begin;
    const Instant end = i + 1 < hours_.size() ? hours_[i + 1].begin : end_;
    const auto was_there = [&](const CountedStay& stay) {
      if (!stay.in) return false;
      const Instant last = stay.out.value_or(stay.current ? std::max(now, *stay.in) : *stay.in);
      return *stay.in < end && (last > begin || *stay.in == begin);
    };
    const bool counts =
        std::ranges::any_of(days, [&](const DayFigures& day) { return std::ranges::any_of(day.stays, was_there); });
    hours_[i].people += counts ? 1 : 0;
  }
}

std::vector<DayChange> changes_between(std::span<const DayFigures> before, std::span<const DayFigures> after) {
  std::vector<DayChange> changes;
  for (const DayFigures& old : before) {
    const auto found = std::ranges::find(after, old.date, &DayFigures::date);
    if (found != after.end() && *found != old) changes.push_back({old.date, old, *found});
  }
  return changes;
}

}  // namespace attendsense::core
