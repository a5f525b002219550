// What holds of plans, and of people without one.

#include "attendsense/core/work_plans.hpp"
#include "drawn.hpp"

namespace attendsense::core::testing {
namespace {

using namespace std::chrono_literals;

class AnyPlan : public Timelines {};

INSTANTIATE_TEST_SUITE_P(Part, AnyPlan, ::testing::Range<std::uint64_t>(0, Timelines::kParts));

Leave leave_on(LocalDate date, DayPart part, const Drawn& drawn) {
  Leave leave{.id = LeaveId::make(drawn.now), .employee = drawn.person.id, .from = date, .to = date, .part = part};
  leave.kind = drawn.planning.leave_kinds.begin()->first;
  leave.state = RequestState::approved;
  return leave;
}

PlannedDay planned_with(const Drawn& drawn, LocalDate date, std::vector<DayPart> parts) {
  Planning planning = drawn.planning;
  for (const DayPart part : parts) planning.leave.push_back(leave_on(date, part, drawn));
  return WorkPlan(planning, drawn.person).day(date, drawn.home());
}

std::chrono::microseconds planned_time(const PlannedDay& day) {
  std::chrono::microseconds sum{0};
  for (const PlannedShift& shift : day.shifts) sum += shift.end - shift.begin;
  return sum;
}

TEST_P(AnyPlan, takes_two_halves_of_leave_for_a_whole_one) {
  each(31, 16'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, Habit::forgets);
    drawn.planning.leave.clear();
    const LocalDate date = add_days(drawn.first, static_cast<int>(Chance(seed).up_to(18)));
    const PlannedDay none = planned_with(drawn, date, {});
    const PlannedDay whole = planned_with(drawn, date, {DayPart::whole});
    const PlannedDay both = planned_with(drawn, date, {DayPart::first_half, DayPart::second_half});
    const PlannedDay first = planned_with(drawn, date, {DayPart::first_half});
    const PlannedDay second = planned_with(drawn, date, {DayPart::second_half});
    ASSERT_EQ(both.expected, whole.expected);
    ASSERT_EQ(both.leave_credit, whole.leave_credit);
    if (!none.shifts.empty()) {
      ASSERT_EQ(both.kind, DayKind::on_leave);
    }
    ASSERT_EQ(planned_time(first) + planned_time(second), planned_time(none));
    // Each half is floored to seconds, a shift that they part at most twice.
    ASSERT_LE(std::chrono::abs(first.leave_credit + second.leave_credit - whole.leave_credit), 1s);
    for (const PlannedDay& day : {whole, both, first, second})
      ASSERT_LE(std::chrono::abs(day.expected - none.expected), 1s) << "paid leave changes nothing";
  });
}

TEST_P(AnyPlan, has_shifts_in_order_within_employment) {
  each(32, 8'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, Habit::forgets);
    const WorkPlan plan(drawn.planning, drawn.person);
    for (LocalDate date = drawn.first; date <= drawn.last; date = add_days(date, 1)) {
      const PlannedDay day = plan.day(date, drawn.home());
      Instant last = drawn.person.hired_at.value_or(Instant::min());
      seconds expected = day.leave_credit;
      for (const PlannedShift& shift : day.shifts) {
        ASSERT_LE(last, shift.begin);
        ASSERT_LT(shift.begin, shift.end);
        ASSERT_LE(shift.required_begin.has_value(), shift.required_end.has_value());
        last = shift.end;
        expected += shift.expected;
      }
      ASSERT_LE(last, drawn.person.left_at.value_or(Instant::max()));
      ASSERT_EQ(day.expected, expected);
      ASSERT_EQ(day.kind == DayKind::working_day, !day.shifts.empty());
    }
  });
}

TEST_P(AnyPlan, is_found_among_the_plans_of_others) {
  each(34, 4'000, [](std::uint64_t seed) {
    const Drawn drawn = draw(seed, Habit::forgets);
    const EmployeeId other = EmployeeId::make(drawn.now);
    Planning planning = drawn.planning;
    for (const Leave& leave : drawn.planning.leave) {
      planning.leave.push_back(leave);
      planning.leave.back().employee = other;
    }
    for (const OvertimeGrant& grant : drawn.planning.grants) {
      planning.grants.push_back(grant);
      planning.grants.back().employee = other;
    }
    for (const Assignment& assignment : drawn.planning.assignments) {
      planning.assignments.push_back(assignment);
      planning.assignments.back().whom = other;
    }
    const WorkPlan plan = WorkPlans(planning).of(drawn.person);
    const PersonFacts facts{drawn.person, plan, drawn.punches, drawn.corrections, drawn.zones};
    ASSERT_TRUE(are_same(timesheet(facts, drawn.first, drawn.last, drawn.now, drawn.policy), drawn.figures()));
  });
}

// Without schedules the figures are those of the door alone.
TEST_P(AnyPlan, that_is_empty_gives_what_the_punches_say) {
  each(33, 12'000, [](std::uint64_t seed) {
    Drawn drawn = draw(seed, seed % 2 == 0 ? Habit::any : Habit::forgets);
    drawn.planning = {};
    drawn.corrections.clear();
    drawn.person.hired_at = drawn.person.left_at = std::nullopt;
    const std::vector<DaySummary> summaries = summarise_days(drawn.punches, drawn.home(), drawn.now, drawn.policy);
    std::size_t seen = 0;
    for (const DayFigures& day : drawn.figures()) {
      if (day.stays.empty()) continue;
      ASSERT_LT(seen, summaries.size());
      const DaySummary& summary = summaries[seen++];
      ASSERT_EQ(day.date, summary.date);
      ASSERT_EQ(day.worked, summary.worked);
      ASSERT_EQ(day.first_in, summary.first_in);
      ASSERT_EQ(day.last_out, summary.last_out);
      ASSERT_EQ(day.state == DayState::in_office, summary.presence == Presence::in_office);
      ASSERT_EQ(day.stays.size(), summary.stays.size());
      for (std::size_t i = 0; i < day.stays.size(); ++i) {
        ASSERT_EQ(day.stays[i].in, summary.stays[i].in);
        ASSERT_EQ(day.stays[i].out, summary.stays[i].out);
      }
    }
    ASSERT_EQ(seen, summaries.size());
  });
}

}  // namespace
}  // namespace attendsense::core::testing
