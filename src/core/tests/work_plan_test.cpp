// What a person is expected to do on a date.

#include <gtest/gtest.h>

#include "attendsense/core/plan.hpp"
#include "office.hpp"

namespace attendsense::core::testing {
namespace {

Shift named(std::string name, minutes from, minutes to) {
  Shift made = shift(from, to);
  made.name = std::move(name);
  return made;
}

// The name of the only shift; empty: none.
std::string shift_on(const Office& office, std::string_view date) {
  const PlannedDay day = office.planned(date);
  return day.shifts.empty() ? "" : day.shifts.front().name;
}

TEST(Cycle, of_a_rota_goes_on_before_and_after_its_first_day) {
  Office office;
  office.follow(rotating({{named("early", 6h, 14h)}, {named("late", 14h, 22h)}, {}})).cycle_start = date("2026-05-10");
  EXPECT_EQ(shift_on(office, "2026-05-10"), "early");
  EXPECT_EQ(shift_on(office, "2026-05-11"), "late");
  EXPECT_EQ(shift_on(office, "2026-05-12"), "");
  EXPECT_EQ(shift_on(office, "2026-05-13"), "early");
  EXPECT_EQ(shift_on(office, "2026-05-09"), "");
  EXPECT_EQ(shift_on(office, "2026-05-08"), "late");
  EXPECT_EQ(shift_on(office, "2026-05-07"), "early");
  EXPECT_EQ(shift_on(office, "2026-05-06"), "");
}

TEST(Cycle, of_weeks_begins_with_the_monday_before_its_start) {
  Office office;
  Schedule schedule = weekdays({named("early", 6h, 14h)});
  schedule.cycle.resize(14);
  schedule.cycle[7 + 2] = {named("late", 14h, 22h)};
  office.follow(schedule).cycle_start = date("2026-05-07");  // a Thursday
  EXPECT_EQ(shift_on(office, "2026-05-04"), "early") << "the Monday of the first week";
  EXPECT_EQ(shift_on(office, "2026-05-10"), "") << "its Sunday";
  EXPECT_EQ(shift_on(office, "2026-05-11"), "") << "the Monday of the second";
  EXPECT_EQ(shift_on(office, "2026-05-13"), "late");
  EXPECT_EQ(shift_on(office, "2026-05-18"), "early") << "the first again";
  EXPECT_EQ(shift_on(office, "2026-04-29"), "late") << "the week before is a second one";
}

TEST(Assignment, for_the_person_counts_before_the_role_and_that_before_the_site) {
  Office office;
  const auto assign = [&](const std::string& name, auto whom) {
    Schedule schedule = rotating({{named(name, 9h, 17h)}});
    schedule.id = ScheduleId::make(office.now);
    office.follow(schedule).whom = whom;
  };
  assign("site", office.person.site);
  EXPECT_EQ(shift_on(office, "2026-05-11"), "site");
  assign("role", office.person.role);
  EXPECT_EQ(shift_on(office, "2026-05-11"), "role");
  assign("person", office.person.id);
  EXPECT_EQ(shift_on(office, "2026-05-11"), "person");
  assign("others", employee(2));
  EXPECT_EQ(shift_on(office, "2026-05-11"), "person");
  office.planning.assignments[2].until = date("2026-05-11");
  EXPECT_EQ(shift_on(office, "2026-05-11"), "person") << "the last date is one of it";
  EXPECT_EQ(shift_on(office, "2026-05-12"), "role");
  EXPECT_EQ(shift_on(office, "2025-12-31"), "") << "before all of them";
}

TEST(Assignment, that_began_last_counts_and_then_that_made_last) {
  Office office;
  const auto assign = [&](const std::string& name, std::string_view from, Instant made) {
    Schedule schedule = rotating({{named(name, 9h, 17h)}});
    schedule.id = ScheduleId::make(office.now);
    Assignment& assignment = office.follow(schedule);
    assignment.from = date(from);
    assignment.created_at = made;
  };
  assign("new", "2026-05-11", office.now);
  assign("old", "2026-01-01", office.now + 1h);
  EXPECT_EQ(shift_on(office, "2026-05-10"), "old");
  EXPECT_EQ(shift_on(office, "2026-05-11"), "new");
  assign("mended", "2026-05-11", office.now + 2h);
  assign("slip", "2026-05-11", office.now - 2h);
  EXPECT_EQ(shift_on(office, "2026-05-11"), "mended");
}

TEST(Assignment, of_a_schedule_that_is_not_known_is_passed_over) {
  Office office;
  office.follow(rotating({{shift(9h, 17h)}}));
  office.planning.schedules.clear();
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::unscheduled);
}

TEST(Employment, that_begins_or_ends_within_a_shift_leaves_its_share) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.person.hired_at = local("2026-05-11 13:00");
  office.person.left_at = local("2026-05-13 11:00");
  EXPECT_EQ(office.planned("2026-05-11").expected, 4h);
  EXPECT_EQ(office.planned("2026-05-11").shifts.front().begin, office.person.hired_at);
  EXPECT_EQ(office.planned("2026-05-11").shifts.front().required_begin, office.person.hired_at);
  EXPECT_EQ(office.planned("2026-05-12").expected, 8h);
  EXPECT_EQ(office.planned("2026-05-13").expected, 2h);
  EXPECT_EQ(office.planned("2026-05-13").shifts.front().end, office.person.left_at);
  EXPECT_EQ(office.planned("2026-05-10").kind, DayKind::not_employed);
  EXPECT_EQ(office.planned("2026-05-14").kind, DayKind::not_employed);
}

TEST(Employment, that_begins_in_the_night_leaves_the_rest_of_the_shift_of_the_day_before) {
  Office office;
  office.follow(weekdays({shift(22h, 30h)}));
  office.person.hired_at = local("2026-05-12 02:00");
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::working_day);
  EXPECT_EQ(office.planned("2026-05-11").expected, 4h);
  EXPECT_EQ(office.planned("2026-05-10").kind, DayKind::not_employed);
}

TEST(Employment, that_begins_after_the_shifts_of_a_date_expects_nothing_of_it) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.person.hired_at = local("2026-05-11 18:00");
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::day_off);
  EXPECT_EQ(office.planned("2026-05-11").expected, 0h);
}

TEST(Employment, that_ends_at_midnight_has_no_part_in_the_next_date) {
  for (const bool has_schedule : {true, false}) {
    Office office;
    if (has_schedule) office.follow(weekdays({shift(9h, 17h)}));
    office.person.left_at = local("2026-05-12 00:00");
    EXPECT_NE(office.planned("2026-05-11").kind, DayKind::not_employed);
    EXPECT_EQ(office.planned("2026-05-12").kind, DayKind::not_employed);
  }
}

TEST(HalfADay, of_one_shift_is_half_of_its_time) {
  Office office;
  office.follow(weekdays({shift(9h, 17h + 30min, 8h)}));
  office.keep_holiday("2026-05-11", DayPart::second_half);
  const PlannedDay day = office.planned("2026-05-11");
  EXPECT_EQ(day.expected, 4h);
  EXPECT_EQ(day.shifts.front().end, local("2026-05-11 13:15"));
  EXPECT_EQ(day.shifts.front().required_end, day.shifts.front().end);
  EXPECT_EQ(day.kind, DayKind::working_day);
  EXPECT_EQ(day.occasion, "Holiday");
}

TEST(HalfADay, of_two_shifts_is_the_first_where_they_are_as_long) {
  Office office;
  office.follow(weekdays({shift(8h, 12h), shift(14h, 18h)}));
  office.take_leave("2026-05-11", "2026-05-11", DayPart::first_half);
  const PlannedDay day = office.planned("2026-05-11");
  ASSERT_EQ(day.shifts.size(), 1);
  EXPECT_EQ(day.shifts.front().begin, local("2026-05-11 14:00"));
  EXPECT_EQ(day.leave_credit, 4h);
  EXPECT_EQ(day.expected, 8h);
}

TEST(HalfADay, of_two_unequal_shifts_parts_the_longer) {
  Office office;
  office.follow(weekdays({shift(8h, 10h), shift(12h, 18h)}));
  office.take_leave("2026-05-11", "2026-05-11", DayPart::second_half);
  const PlannedDay day = office.planned("2026-05-11");
  ASSERT_EQ(day.shifts.size(), 2);
  EXPECT_EQ(day.shifts.back().begin, local("2026-05-11 12:00"));
  EXPECT_EQ(day.shifts.back().end, local("2026-05-11 14:00"));
  EXPECT_EQ(day.shifts.back().expected, 2h);
  EXPECT_EQ(day.leave_credit, 4h);
}

TEST(HalfADay, of_flexible_hours_keeps_the_core_time_in_the_other_half) {
  Office office;
  office.follow(weekdays({flexible({6h, 20h}, ClockSpan{9h, 15h}, 8h)}));
  office.take_leave("2026-05-11", "2026-05-11", DayPart::first_half);
  const PlannedShift half = office.planned("2026-05-11").shifts.front();
  EXPECT_EQ(half.begin, local("2026-05-11 13:00"));
  EXPECT_EQ(half.required_begin, local("2026-05-11 13:00"));
  EXPECT_EQ(half.required_end, local("2026-05-11 15:00"));
  EXPECT_EQ(half.expected, 4h);
}

TEST(HalfADay, of_flexible_hours_without_their_core_asks_for_no_presence) {
  Office office;
  office.follow(weekdays({flexible({6h, 20h}, ClockSpan{9h, 12h}, 8h)}));
  office.take_leave("2026-05-11", "2026-05-11", DayPart::first_half);
  const PlannedShift half = office.planned("2026-05-11").shifts.front();
  EXPECT_EQ(half.required_begin, std::nullopt);
  EXPECT_EQ(half.required_end, std::nullopt);
}

TEST(Holiday, goes_before_leave_which_is_not_used_up) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.take_leave("2026-05-11", "2026-05-12");
  office.keep_holiday("2026-05-11");
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::holiday);
  EXPECT_EQ(office.planned("2026-05-11").leave_credit, 0h);
  EXPECT_EQ(office.planned("2026-05-11").expected, 0h);
  EXPECT_EQ(office.planned("2026-05-12").kind, DayKind::on_leave);
  EXPECT_EQ(office.planned("2026-05-12").leave_credit, 8h);
}

TEST(Holiday, of_half_a_day_leaves_the_other_half_to_leave) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.keep_holiday("2026-05-11", DayPart::second_half);
  office.take_leave("2026-05-11", "2026-05-11");
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::on_leave);
  EXPECT_EQ(office.planned("2026-05-11").leave_credit, 4h);
  EXPECT_EQ(office.planned("2026-05-11").occasion, "Holiday");
}

TEST(Holiday, of_another_site_is_a_working_day) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.keep_holiday("2026-05-11").site = numbered<SiteId>(7);
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::working_day);
  office.planning.holidays.front().site = office.person.site;
  office.planning.holidays.front().kind = HolidayKind::closed;
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::closed);
}

TEST(Holiday, on_a_day_off_is_a_day_off) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.keep_holiday("2026-05-10");
  office.take_leave("2026-05-09", "2026-05-10");
  EXPECT_EQ(office.planned("2026-05-09").kind, DayKind::day_off);
  EXPECT_EQ(office.planned("2026-05-10").kind, DayKind::day_off);
}

TEST(LeaveOfAPerson, counts_once_it_is_approved_and_for_nobody_else) {
  for (const RequestState state :
       {RequestState::requested, RequestState::refused, RequestState::withdrawn, RequestState::undone}) {
    Office office;
    office.follow(weekdays({shift(9h, 17h)}));
    office.take_leave("2026-05-11", "2026-05-11").state = state;
    EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::working_day) << to_string(state);
  }
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.take_leave("2026-05-11", "2026-05-11").employee = employee(2);
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::working_day);
}

TEST(LeaveOfAPerson, that_is_unpaid_expects_and_credits_nothing) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.take_leave("2026-05-11", "2026-05-11", DayPart::whole, false);
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::on_leave);
  EXPECT_EQ(office.planned("2026-05-11").expected, 0h);
  EXPECT_EQ(office.planned("2026-05-11").leave_credit, 0h);
}

TEST(LeaveOfAPerson, taken_twice_on_a_date_is_credited_once_by_the_first) {
  for (const bool is_reversed : {false, true}) {
    Office office;
    office.follow(weekdays({shift(9h, 17h)}));
    office.take_leave("2026-05-11", "2026-05-11");
    office.take_leave("2026-05-11", "2026-05-11", DayPart::whole, false);
    if (is_reversed) std::swap(office.planning.leave[0], office.planning.leave[1]);
    EXPECT_EQ(office.planned("2026-05-11").leave_credit, 8h);
    EXPECT_EQ(office.planned("2026-05-11").occasion, "Annual leave");
  }
}

TEST(WithoutSchedule, days_off_have_a_name_and_expect_nothing) {
  Office office;
  office.keep_holiday("2026-05-11");
  office.take_leave("2026-05-12", "2026-05-12");
  office.take_leave("2026-05-13", "2026-05-13", DayPart::first_half);
  EXPECT_EQ(office.planned("2026-05-11").kind, DayKind::holiday);
  EXPECT_EQ(office.planned("2026-05-12").kind, DayKind::on_leave);
  EXPECT_EQ(office.planned("2026-05-13").kind, DayKind::unscheduled);
  EXPECT_EQ(office.planned("2026-05-13").occasion, "Annual leave");
  for (const auto* date : {"2026-05-11", "2026-05-12", "2026-05-13"}) {
    EXPECT_EQ(office.planned(date).expected, 0h);
    EXPECT_EQ(office.planned(date).leave_credit, 0h);
  }
}

TEST(Grants, of_a_date_add_up_unless_they_are_revoked) {
  Office office;
  const auto grant = [&](std::string_view on, minutes most) {
    office.planning.grants.push_back({.employee = office.person.id, .date = date(on), .most = most});
  };
  grant("2026-05-11", 60min);
  grant("2026-05-11", 30min);
  grant("2026-05-11", 500min);
  office.planning.grants.back().revoked_at = office.now;
  grant("2026-05-11", 500min);
  office.planning.grants.back().employee = employee(2);
  EXPECT_EQ(office.planned("2026-05-11").granted_overtime, 90min);
  EXPECT_EQ(office.planned("2026-05-12").granted_overtime, 0min);
}

TEST(ChangeOfClocks, makes_a_night_an_hour_shorter_or_longer_and_expects_the_same) {
  Office office;
  office.follow(rotating({{shift(22h, 30h)}}));
  const auto length = [&](std::string_view date) {
    const PlannedShift night = office.planned(date).shifts.front();
    EXPECT_EQ(night.expected, 8h);
    return night.end - night.begin;
  };
  EXPECT_EQ(length("2026-03-27"), 8h);
  EXPECT_EQ(length("2026-03-28"), 7h);
  EXPECT_EQ(length("2026-10-24"), 9h);
}

TEST(ChangeOfClocks, takes_away_what_lies_within_the_hour_that_is_skipped) {
  Office office;
  office.follow(rotating({{shift(2h, 3h), flexible({3h, 9h}, ClockSpan{3h, 4h}, 4h)}}));
  EXPECT_EQ(office.planned("2026-03-28").shifts.size(), 2);
  EXPECT_EQ(office.planned("2026-03-29").shifts.size(), 1);
  office.follow(rotating({{flexible({0h, 9h}, ClockSpan{2h, 3h}, 4h)}}));
  EXPECT_EQ(office.planned("2026-03-29").shifts.front().required_begin, std::nullopt);
}

TEST(ChangeOfClocks, that_skips_a_whole_date_leaves_nothing_to_do_on_it) {
  Office office;
  office.zones.at(office.person.site) = TimeZone::find("Pacific/Apia").value();
  office.follow(rotating({{shift(9h, 17h)}})).from = date("2011-12-01");
  EXPECT_EQ(office.planned("2011-12-29").kind, DayKind::working_day);
  EXPECT_EQ(office.planned("2011-12-30").kind, DayKind::day_off);
  EXPECT_EQ(office.planned("2011-12-31").kind, DayKind::working_day);
}

}  // namespace
}  // namespace attendsense::core::testing
