// What holds of the figures of a day, whoever the person and whatever the rules.

#include <numeric>
#include <set>

#include "attendsense/core/correction.hpp"
#include "drawn.hpp"

namespace attendsense::core::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;

class AnyTimeline : public Timelines {};

INSTANTIATE_TEST_SUITE_P(Part, AnyTimeline, ::testing::Range<std::uint64_t>(0, Timelines::kParts));

// From the first moment to the last at which the person is known to have been there on a work day.
seconds seen_for(const DayFigures& day, Instant now) {
  Instant first = Instant::max();
  Instant last = Instant::min();
  for (const CountedStay& stay : day.stays) {
    for (const std::optional<Instant>& at : {stay.in, stay.out}) {
      if (!at) continue;
      first = std::min(first, *at);
      last = std::max(last, *at);
    }
    if (stay.current) last = std::max(last, now);
  }
  return day.stays.empty() ? 0s : std::chrono::ceil<seconds>(last - first);
}

// Who is rounded in their own favour can gain a step at both ends of a day: less than the presence is not promised.
seconds gain_by_rounding(const AttendanceRules& rules) {
  const bool gains = rules.rounding == Rounding::for_employee || rules.rounding == Rounding::nearest;
  return gains ? 2 * rules.rounding_step : minutes{0};
}

void check_time(const DayFigures& day, const AttendanceRules& rules, Instant now) {
  ASSERT_GE(day.break_deducted, 0s);
  ASSERT_GE(day.breaks, 0s);
  ASSERT_GE(day.worked, 0s);
  ASSERT_EQ(day.worked + day.break_deducted, day.presence);
  ASSERT_LE(day.presence + day.breaks, seen_for(day, now) + gain_by_rounding(rules));
  for (const LegalBreak& legal : rules.legal_breaks) {
    if (day.presence > legal.beyond) {
      ASSERT_GE(day.worked, rules.legal_breaks.front().beyond) << "no break is owed for so little";
    }
  }
  seconds counted{0};
  Instant ended = Instant::min();
  for (const CountedStay& stay : day.stays) {
    ASSERT_GE(stay.counted, 0s);
    ASSERT_LE(ended, stay.in.value_or(stay.out.value_or(Instant::max()))) << "stays overlap";
    ended = stay.out.value_or(stay.in.value_or(ended));
    ASSERT_FALSE(stay.in && stay.out && *stay.out < *stay.in);
    counted += stay.counted;
  }
  ASSERT_LE(counted, day.presence);
  ASSERT_LE(day.presence - counted, seconds{static_cast<std::int64_t>(day.stays.size())}) << "of parts of seconds";
}

void check_punctuality(const DayFigures& day, Instant now) {
  microseconds required{0};
  for (const PlannedShift& shift : day.shifts) {
    ASSERT_LT(shift.begin, shift.end);
    if (shift.required_begin) required += *shift.required_end - *shift.required_begin;
    if (shift.required_begin) {
      ASSERT_LT(*shift.required_begin, *shift.required_end);
    }
  }
  ASSERT_GE(day.late, 0s);
  ASSERT_GE(day.early, 0s);
  ASSERT_LE(day.late + day.early, required);
  ASSERT_EQ(day.has(Flag::late), day.late > 0s);
  ASSERT_EQ(day.has(Flag::early), day.early > 0s);
  ASSERT_EQ(day.has(Flag::break_deducted), day.break_deducted > 0s);
  ASSERT_FALSE(day.stays.empty() && day.has(Flag::missed_shift)) << "that is an absence";
  if (day.state == DayState::upcoming) {
    ASSERT_TRUE(day.stays.empty() || day.shifts.front().end > now);
  }
}

void check_balance(const DayFigures& day, bool has_schedule) {
  ASSERT_GE(day.leave_credit, 0s);
  ASSERT_GE(day.expected, day.leave_credit);
  ASSERT_GE(day.overtime, 0s);
  ASSERT_GE(day.overtime_not_granted, 0s);
  if (!has_schedule) {
    ASSERT_EQ(day.expected, 0s);
    ASSERT_EQ(day.balance, 0s);
    ASSERT_EQ(day.overtime + day.overtime_not_granted, 0s);
    return;
  }
  const seconds owed = day.expected - day.leave_credit;
  ASSERT_EQ(day.overtime + day.overtime_not_granted, std::max(day.worked - owed, seconds{0}));
  if (day.state == DayState::upcoming) {
    ASSERT_EQ(day.balance, 0s);
  } else {
    ASSERT_EQ(day.balance, day.worked - day.overtime_not_granted + day.leave_credit - day.expected);
  }
}

void check_state(const DayFigures& day) {
  const bool was_there = day.state == DayState::present || day.state == DayState::in_office;
  ASSERT_EQ(was_there, !day.stays.empty() && (day.kind != DayKind::not_employed || day.presence > 0s));
  ASSERT_EQ(day.state == DayState::in_office, was_there && std::ranges::any_of(day.stays, &CountedStay::current));
  ASSERT_EQ(day.kind == DayKind::working_day, !day.shifts.empty());
}

// In the zone in which these figures were reckoned: that of the site where the person was.
PlannedDay planned(const Drawn& drawn, const WorkPlan& plan, const DayFigures& day) {
  for (const auto& [site, zone] : drawn.zones) {
    PlannedDay planned = plan.day(day.date, zone);
    if (planned.kind == day.kind && planned.shifts == day.shifts) return planned;
  }
  ADD_FAILURE() << "not of this plan: " << told(day);
  return {};
}

TEST_P(AnyTimeline, keeps_each_figure_within_its_bounds) {
  each(1, 80'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    const WorkPlan plan(drawn.planning, drawn.person);
    for (const DayFigures& day : drawn.figures()) {
      const PlannedDay expected = planned(drawn, plan, day);
      check_time(day, expected.rules(), drawn.now);
      check_punctuality(day, drawn.now);
      check_state(day);
      check_balance(day, expected.schedule != nullptr);
      ASSERT_FALSE(HasFatalFailure()) << told(day);
    }
  });
}

// Each punch that counts is one end of one stay, or a repeated entrance that is flagged, on one work day.
TEST_P(AnyTimeline, has_a_place_for_each_punch_and_only_one) {
  each(2, 24'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    std::multiset<PunchId> expected;
    for (const Punch& punch : effective_punches(drawn.punches, drawn.corrections)) expected.insert(punch.id);
    std::multiset<PunchId> found;
    for (const DayFigures& day : drawn.figures(add_days(drawn.first, -3), add_days(drawn.last, 3))) {
      for (const CountedStay& stay : day.stays) {
        if (stay.in_punch) found.insert(*stay.in_punch);
        if (stay.out_punch) found.insert(*stay.out_punch);
      }
      for (const DayFlag& flag : day.flags)
        if (flag.flag == Flag::repeated_in) found.insert(*flag.punch);
    }
    ASSERT_EQ(found, expected);
  });
}

TEST_P(AnyTimeline, flags_each_stay_that_lacks_an_end) {
  each(3, 4'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, Habit::any);
    for (const DayFigures& day : drawn.figures()) {
      const auto about = [&](std::optional<PunchId> punch, std::initializer_list<Flag> any) {
        return std::ranges::any_of(day.flags, [&](const DayFlag& flag) {
          return flag.punch == punch && std::ranges::find(any, flag.flag) != any.end();
        });
      };
      for (const CountedStay& stay : day.stays) {
        if (!stay.in) {
          ASSERT_TRUE(about(stay.out_punch, {Flag::missing_in}));
        }
        if (stay.in_punch && !stay.out_punch && !stay.current) {
          const bool is_parted = stay.out && !about(stay.in_punch, {Flag::closed_by_rule});
          ASSERT_TRUE(is_parted || about(stay.in_punch, {Flag::missing_out, Flag::closed_by_rule})) << told(day);
        }
      }
    }
  });
}

TEST_P(AnyTimeline, adds_up_to_the_figures_of_the_period) {
  each(4, 8'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, Habit::any);
    const std::vector<DayFigures> days = drawn.figures();
    const PeriodFigures whole = total(days);
    const auto cut = static_cast<std::size_t>(Chance(seed).up_to(static_cast<std::int64_t>(days.size())));
    PeriodFigures parts = total(std::span(days).first(cut));
    parts += total(std::span(days).subspan(cut));
    ASSERT_EQ(parts, whole);
    seconds worked{0};
    seconds balance{0};
    int flags = 0;
    for (const DayFigures& day : days) {
      worked += day.worked;
      balance += day.balance;
      flags += static_cast<int>(day.flags.size());
    }
    ASSERT_EQ(whole.worked, worked);
    ASSERT_EQ(whole.balance, balance);
    ASSERT_EQ(std::accumulate(whole.flags.begin(), whole.flags.end(), 0), flags);
    ASSERT_EQ(whole.days, static_cast<int>(days.size()));
  });
}

TEST_P(AnyTimeline, is_there_in_no_more_hours_than_its_stays_touch) {
  each(5, 8'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, Habit::any);
    const std::vector<DayFigures> days = drawn.figures();
    std::int64_t hours = 0;
    for (LocalDate date = drawn.first; date <= drawn.last; date = add_days(date, 1)) {
      PresenceByHour presence(date, drawn.home());
      presence.add(days, drawn.now);
      for (const PresenceByHour::Hour& hour : presence.hours()) {
        ASSERT_LE(hour.people, 1);
        hours += hour.people;
      }
    }
    std::int64_t most = 0;
    std::int64_t entered = 0;
    for (const DayFigures& day : days) {
      for (const CountedStay& stay : day.stays) {
        if (!stay.in) continue;
        const Instant last = stay.out.value_or(stay.current ? drawn.now : *stay.in);
        most += (last - *stay.in) / 1h + 2;
        const LocalDate date = drawn.home().date_of(*stay.in);
        entered += date >= drawn.first && date <= drawn.last ? 1 : 0;
      }
    }
    ASSERT_LE(hours, most);
    if (entered > 0) {
      ASSERT_GE(hours, 1);
    }
  });
}

TEST_P(AnyTimeline, differs_from_another_only_on_the_dates_that_are_named) {
  each(6, 8'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, Habit::forgets);
    const std::vector<DayFigures> before = drawn.figures();
    ASSERT_TRUE(changes_between(before, before).empty());
    drawn.corrections.clear();
    drawn.planning.holidays.clear();
    std::vector<DayFigures> after = drawn.figures();
    const std::vector<DayChange> changes = changes_between(before, after);
    for (const DayChange& change : changes) {
      ASSERT_NE(change.before, change.after);
      const auto day = std::ranges::find(after, change.date, &DayFigures::date);
      ASSERT_EQ(*day, change.after);
      *day = change.before;
    }
    ASSERT_TRUE(are_same(before, after));
  });
}

}  // namespace
}  // namespace attendsense::core::testing
