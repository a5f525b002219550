// Which schedules are refused, and what is said of them.

#include "attendsense/core/schedule.hpp"

#include <gmock/gmock.h>

#include "office.hpp"

namespace attendsense::core::testing {
namespace {

using ::testing::ElementsAre;

// The only fault: its field and what is said of it.
FieldError fault_of(const Schedule& schedule) {
  const Result<void> checked = check(schedule);
  if (checked || checked.error().fields.size() != 1) return {"not", "one fault"};
  return checked.error().fields.front();
}

FieldError fault_of(const Shift& shift) {
  return fault_of(rotating({{}, {shift}}));
}

FieldError fault_of(const AttendanceRules& rules) {
  return fault_of(weekdays({shift(9h, 17h)}, rules));
}

TEST(CheckOfSchedule, accepts_shifts_of_every_kind) {
  EXPECT_TRUE(check(weekdays({shift(9h, 17h)})));
  EXPECT_TRUE(check(rotating({{shift(0h, 24h)}, {}, {shift(22h, 30h)}, {shift(23h + 59min, 47h + 59min)}})));
  EXPECT_TRUE(check(rotating({{shift(8h, 12h), shift(12h, 16h)}})));
  EXPECT_TRUE(check(rotating({{flexible({6h, 20h}, ClockSpan{6h, 20h}, 14h), flexible({21h, 22h}, {}, 0h)}})));
}

TEST(CheckOfSchedule, refuses_a_cycle_of_no_days_or_too_many) {
  const FieldError expected{"cycle", "must have 1 to 366 days"};
  EXPECT_EQ(fault_of(rotating({})), expected);
  EXPECT_EQ(fault_of(rotating(std::vector<std::vector<Shift>>(kLongestCycle + 1))), expected);
  EXPECT_TRUE(check(rotating(std::vector<std::vector<Shift>>(kLongestCycle))));
}

TEST(CheckOfSchedule, refuses_a_week_that_is_not_whole) {
  Schedule schedule = weekdays({shift(9h, 17h)});
  schedule.cycle.resize(10);
  EXPECT_EQ(fault_of(schedule), (FieldError{"cycle", "must have whole weeks: 7 days, 14, 21 ..."}));
}

TEST(CheckOfSchedule, refuses_a_seventh_shift_on_a_day) {
  std::vector<Shift> shifts;
  for (int hour = 0; hour < 7; ++hour) shifts.push_back(shift(hour * 1h, hour * 1h + 30min));
  EXPECT_EQ(fault_of(rotating({shifts})), (FieldError{"cycle[0]", "must have at most 6 shifts"}));
}

TEST(CheckOfSchedule, refuses_shifts_of_a_day_that_overlap_or_are_not_in_order) {
  const FieldError expected{"cycle[0][1].from", "must not be before the shift before it ends"};
  EXPECT_EQ(fault_of(rotating({{shift(8h, 12h), shift(11h + 59min, 16h)}})), expected);
  EXPECT_EQ(fault_of(rotating({{shift(12h, 16h), shift(8h, 11h)}})), expected);
}

TEST(CheckOfSchedule, refuses_a_shift_that_begins_on_another_date) {
  const FieldError expected{"cycle[1][0].from", "must be a time of the day"};
  EXPECT_EQ(fault_of(shift(24h, 30h)), expected);
  EXPECT_EQ(fault_of(shift(-1min, 8h)), expected);
}

TEST(CheckOfSchedule, refuses_a_shift_that_ends_before_it_begins_or_after_a_day) {
  const FieldError expected{"cycle[1][0].to", "must be after the begin, by at most 24 hours"};
  EXPECT_EQ(fault_of(shift(9h, 9h, 0h)), expected);
  EXPECT_EQ(fault_of(shift(9h, 33h + 1min, 8h)), expected);
}

TEST(CheckOfSchedule, refuses_to_expect_more_than_fits_into_a_shift_or_less_than_nothing) {
  const FieldError expected{"cycle[1][0].expected_minutes", "must fit into the shift"};
  EXPECT_EQ(fault_of(shift(9h, 17h, 8h + 1min)), expected);
  EXPECT_EQ(fault_of(shift(9h, 17h, -1min)), expected);
}

TEST(CheckOfSchedule, refuses_a_core_time_that_is_none) {
  Shift fixed = shift(9h, 17h);
  fixed.core = {10h, 15h};
  EXPECT_EQ(fault_of(fixed), (FieldError{"cycle[1][0].core", "is for flexible hours only"}));
  EXPECT_EQ(fault_of(flexible({6h, 20h}, ClockSpan{12h, 12h}, 8h)),
            (FieldError{"cycle[1][0].core", "must end after it begins"}));
  const FieldError outside{"cycle[1][0].core", "must lie within the frame"};
  EXPECT_EQ(fault_of(flexible({6h, 20h}, ClockSpan{5h, 12h}, 8h)), outside);
  EXPECT_EQ(fault_of(flexible({6h, 20h}, ClockSpan{12h, 21h}, 8h)), outside);
}

TEST(CheckOfSchedule, refuses_rules_beyond_their_bounds) {
  const auto bounds = [](std::string field, std::string most) {
    return FieldError{"rules." + field, "must be from 0 to " + most + " minutes"};
  };
  EXPECT_EQ(fault_of({.grace_late = -1min}), bounds("grace_late_minutes", "240"));
  EXPECT_EQ(fault_of({.grace_late = 241min}), bounds("grace_late_minutes", "240"));
  EXPECT_EQ(fault_of({.grace_early = 241min}), bounds("grace_early_minutes", "240"));
  EXPECT_EQ(fault_of({.paid_break_up_to = 241min}), bounds("paid_break_up_to_minutes", "240"));
  EXPECT_EQ(fault_of({.shortest_break = 241min}), bounds("shortest_break_minutes", "240"));
  EXPECT_EQ(fault_of({.overtime_limit = 721min}), bounds("overtime_limit_minutes", "720"));
}

TEST(CheckOfSchedule, refuses_a_step_that_does_not_part_the_hour_evenly) {
  const FieldError expected{"rules.rounding_step_minutes", "must be 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60"};
  for (const minutes step : {0min, -5min, 7min, 25min, 45min, 120min})
    EXPECT_EQ(fault_of({.rounding_step = step}), expected) << step.count();
  for (const minutes step : {1min, 5min, 6min, 15min, 60min})
    EXPECT_TRUE(check(weekdays({}, {.rounding_step = step}))) << step.count();
}

TEST(CheckOfSchedule, refuses_legal_breaks_that_make_no_sense) {
  const std::string message = "must be of 1 to 240 minutes, beyond at most 24 hours";
  EXPECT_EQ(fault_of({.legal_breaks = {{6h, 30min}, {9h, 0min}}}), (FieldError{"rules.legal_breaks[1]", message}));
  EXPECT_EQ(fault_of({.legal_breaks = {{6h, 241min}}}), (FieldError{"rules.legal_breaks[0]", message}));
  EXPECT_EQ(fault_of({.legal_breaks = {{25h, 30min}}}), (FieldError{"rules.legal_breaks[0]", message}));
  EXPECT_EQ(fault_of({.legal_breaks = std::vector<LegalBreak>(9, {6h, 30min})}),
            (FieldError{"rules.legal_breaks", "must be at most 8"}));
}

TEST(CheckOfSchedule, names_all_faults_at_once) {
  Schedule schedule = rotating({{shift(25h, 20h, 8h)}});
  schedule.rules.rounding_step = 7min;
  const Error error = check(schedule).error();
  EXPECT_EQ(error.code, "schedule_invalid");
  EXPECT_EQ(error.failure, Failure::invalid_input);
  EXPECT_EQ(error.message, "The schedule contradicts itself: cycle[0][0].from must be a time of the day");
  std::vector<std::string> fields;
  for (const FieldError& fault : error.fields) fields.push_back(fault.field);
  EXPECT_THAT(fields, ElementsAre("cycle[0][0].from", "cycle[0][0].to", "cycle[0][0].expected_minutes",
                                  "rules.rounding_step_minutes"));
}

}  // namespace
}  // namespace attendsense::core::testing
