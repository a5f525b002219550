// Corners of the figures of a day that random timelines or a second look brought up.

#include "attendsense/core/timesheet.hpp"

#include <gmock/gmock.h>

#include "office.hpp"

namespace attendsense::core::testing {
namespace {

TEST(MissingIn, after_a_break_does_not_make_somebody_punctual) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}));
  office.in("2026-05-11 10:00");
  office.out("2026-05-11 12:00");
  office.out("2026-05-11 17:00");
  const DayFigures day = office.day("2026-05-11");
  EXPECT_EQ(day.late, 1h);
  EXPECT_EQ(day.early, 0h);
  EXPECT_TRUE(day.has(Flag::missing_in));
  EXPECT_EQ(day.worked, 2h);
}

TEST(MissingOut, before_a_later_stay_does_not_keep_somebody_until_the_end) {
  Office office;
  office.policy.work_day_gap = 3h;
  office.follow(weekdays({shift(9h, 17h)}));
  office.in("2026-05-11 09:00");
  office.in("2026-05-11 14:00");
  office.out("2026-05-11 16:00");
  const DayFigures day = office.day("2026-05-11");
  EXPECT_TRUE(day.has(Flag::missing_out));
  EXPECT_EQ(day.early, 1h);
  EXPECT_EQ(day.worked, 2h);
}

TEST(MissingOut, that_a_rule_closes_ends_when_the_person_comes_again) {
  Office office;
  office.policy.work_day_gap = 3h;
  office.follow(weekdays({shift(9h, 17h)}, {.missing_leave = MissingLeave::close_at_shift_end}));
  office.in("2026-05-11 09:00");
  office.in("2026-05-11 14:00");
  office.out("2026-05-11 16:00");
  const DayFigures day = office.day("2026-05-11");
  EXPECT_TRUE(day.has(Flag::closed_by_rule));
  EXPECT_EQ(day.stays.front().out, local("2026-05-11 14:00"));
  EXPECT_EQ(day.worked, 7h);
  EXPECT_EQ(day.early, 1h);
}

TEST(PartedStay, over_two_shifts_counts_for_each_of_them) {
  Office office;
  office.follow(rotating({{shift(14h, 22h)}, {}, {shift(22h, 30h)}, {shift(6h, 14h)}})).cycle_start =
      date("2026-05-11");
  office.in("2026-05-13 21:55");
  office.in("2026-05-14 05:00");
  office.out("2026-05-14 14:05");
  office.policy.work_day_gap = 20h;
  const std::vector<DayFigures> days = office.days("2026-05-13", "2026-05-14");
  EXPECT_EQ(days[0].worked, 8h + 5min);
  EXPECT_EQ(days[0].last_out, local("2026-05-14 06:00"));
  EXPECT_EQ(days[0].stays.front().out_punch, std::nullopt);
  EXPECT_EQ(days[1].worked, 8h + 5min);
  EXPECT_EQ(days[1].first_in, local("2026-05-14 06:00"));
  EXPECT_EQ(days[1].late + days[1].early, 0h);
  EXPECT_TRUE(days[0].has(Flag::repeated_in));
  EXPECT_FALSE(days[1].has(Flag::repeated_in));
}

TEST(RoundedPunch, is_not_flagged_for_what_rounding_added) {
  Office office;
  office.follow(weekdays({shift(9h + 5min, 17h)}, {.rounding = Rounding::for_employee, .early_arrival_counts = false}));
  office.person.hired_at = local("2026-05-11 09:05");
  office.in("2026-05-11 09:06");
  office.out("2026-05-11 17:00");
  const DayFigures day = office.day("2026-05-11");
  EXPECT_FALSE(day.has(Flag::not_counted));
  EXPECT_FALSE(day.has(Flag::outside_employment));
  EXPECT_EQ(day.worked, 7h + 55min);
}

TEST(RoundedPunch, can_make_more_of_a_day_than_there_was) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}, {.rounding = Rounding::for_employee}));
  office.in("2026-05-11 09:14");
  office.out("2026-05-11 09:31");
  EXPECT_EQ(office.day("2026-05-11").worked, 45min) << "9:00 to 9:45";
}

TEST(LegalBreak, that_is_missing_never_takes_more_than_what_made_it_due) {
  Office office;
  office.follow(weekdays({shift(9h, 17h)}, {.legal_breaks = {{6h, 30min}, {9h, 45min}}}));
  office.in("2026-05-11 09:00");
  office.out("2026-05-11 15:10");
  office.in("2026-05-12 09:00");
  office.out("2026-05-12 18:10");
  const std::vector<DayFigures> days = office.days("2026-05-11", "2026-05-12");
  EXPECT_EQ(days[0].break_deducted, 10min);
  EXPECT_EQ(days[0].worked, 6h);
  EXPECT_EQ(days[1].break_deducted, 30min) << "of the second step only ten more minutes would be owed";
  EXPECT_EQ(days[1].worked, 8h + 40min);
}

TEST(Employment, that_begins_within_a_stay_counts_from_then) {
  Office office;
  office.person.hired_at = local("2026-05-12 01:00");
  office.in("2026-05-11 22:00");
  office.out("2026-05-12 03:00");
  const DayFigures day = office.day("2026-05-11");
  EXPECT_EQ(day.kind, DayKind::not_employed);
  EXPECT_EQ(day.state, DayState::present);
  EXPECT_EQ(day.worked, 2h);
  EXPECT_TRUE(day.has(Flag::outside_employment));
}

TEST(Employment, that_has_ended_counts_nothing) {
  Office office;
  office.person.left_at = local("2026-05-10 17:00");
  office.in("2026-05-11 09:00");
  office.out("2026-05-11 17:00");
  const DayFigures day = office.day("2026-05-11");
  EXPECT_EQ(day.state, DayState::not_employed);
  EXPECT_EQ(day.worked, 0h);
  EXPECT_EQ(day.stays.size(), 1);
  EXPECT_TRUE(day.has(Flag::outside_employment));
}

struct CorrectedWeek : Office {
  Correction& correct(CorrectionKind kind, const Punch& punch) {
    const auto number = static_cast<std::uint8_t>(corrections.size() + 100);
    corrections.push_back({.id = numbered<CorrectionId>(number), .kind = kind, .punch = punch.id});
    corrections.back().punch_at = punch.at;
    corrections.back().state = RequestState::approved;
    corrections.back().requested_at = now + minutes{number};
    return corrections.back();
  }
};

TEST(Corrected, is_seen_on_the_date_that_a_punch_was_moved_from_too) {
  CorrectedWeek office;
  const Punch moved = office.in("2026-05-11 09:00");
  office.correct(CorrectionKind::change, moved).at = local("2026-05-12 09:00");
  const std::vector<DayFigures> days = office.days("2026-05-11", "2026-05-12");
  EXPECT_TRUE(days[0].has(Flag::corrected));
  EXPECT_TRUE(days[0].stays.empty());
  EXPECT_TRUE(days[1].has(Flag::corrected));
}

TEST(Corrected, is_said_once_of_a_punch_moved_within_its_date) {
  CorrectedWeek office;
  const Punch moved = office.in("2026-05-11 09:00");
  office.correct(CorrectionKind::remove, moved);
  office.correct(CorrectionKind::change, moved).at = local("2026-05-11 10:00");
  EXPECT_EQ(std::ranges::count(office.day("2026-05-11").flags, Flag::corrected, &DayFlag::flag), 1);
}

TEST(Corrected, tells_of_a_punch_that_does_not_count) {
  CorrectedWeek office;
  const Punch removed = office.in("2026-05-11 09:00");
  office.correct(CorrectionKind::remove, removed);
  const DayFigures day = office.day("2026-05-11");
  EXPECT_EQ(day.state, DayState::absent);
  EXPECT_EQ(day.flags, (std::vector<DayFlag>{{Flag::corrected, removed.id, removed.at}}));
}

TEST(WindowOfATimesheet, begins_with_a_date_and_reaches_beyond_the_longest_night) {
  Office office;
  const auto window = [&](std::string_view on) {
    return timesheet_window(date(on), date(on), office.zones, office.planning, office.policy);
  };
  EXPECT_EQ(window("2026-05-11").from, local("2026-05-10 00:00"));
  EXPECT_EQ(window("2026-05-11").to, local("2026-05-13 14:00"));
  office.follow(rotating({{shift(23h, 47h)}}));
  EXPECT_EQ(window("2026-05-11").to, local("2026-05-14 14:00"));
  office.policy.work_day_gap = 24h;
  EXPECT_EQ(window("2026-05-11").from, local("2026-05-09 00:00"));
}

// Without the first entrance the second would begin the stay, near enough to the next shift to serve it.
TEST(WindowOfATimesheet, has_both_entrances_of_a_date_when_a_leave_was_forgotten) {
  Office office;
  office.follow(rotating({{shift(0h, 8h)}}));
  office.in("2026-05-10 01:00");
  office.in("2026-05-10 14:00");
  office.out("2026-05-10 23:00");
  const std::vector<DayFigures> all = office.days("2026-05-11", "2026-05-11");
  const Window window =
      timesheet_window(date("2026-05-11"), date("2026-05-11"), office.zones, office.planning, office.policy);
  std::erase_if(office.punches, [&](const Punch& punch) { return punch.at < window.from || punch.at >= window.to; });
  EXPECT_EQ(office.punches.size(), 3);
  EXPECT_EQ(office.days("2026-05-11", "2026-05-11"), all);
}

// In Apia it is the 12th while it is the 11th in Honolulu.
TEST(Journey, over_the_date_line_finds_its_work_day_whatever_dates_are_asked_for) {
  Office office;
  const SiteId away = numbered<SiteId>(2);
  office.zones.at(office.person.site) = TimeZone::find("Pacific/Honolulu").value();
  office.zones.emplace(away, TimeZone::find("Pacific/Kiritimati").value());
  office.follow(rotating({{shift(9h, 17h)}}));
  for (const auto* at : {"2026-05-12 09:00", "2026-05-12 17:00"}) {
    office.punches.push_back(
        punch(local(at, office.zones.at(away)), office.punches.empty() ? Direction::in : Direction::out));
    office.punches.back().site = away;
  }
  EXPECT_EQ(office.day("2026-05-12").worked, 8h);
  EXPECT_EQ(office.day("2026-05-12").late, 0h);
  EXPECT_EQ(office.days("2026-05-01", "2026-05-31")[11], office.day("2026-05-12"));
}

TEST(ChangesBetween, name_the_dates_that_differ_and_no_others) {
  Office office;
  office.in("2026-05-11 09:00");
  office.out("2026-05-11 17:00");
  const std::vector<DayFigures> before = office.days("2026-05-10", "2026-05-12");
  office.in("2026-05-11 18:00");
  office.out("2026-05-11 19:00");
  const std::vector<DayFigures> after = office.days("2026-05-10", "2026-05-12");
  EXPECT_TRUE(changes_between(before, before).empty());
  const std::vector<DayChange> changes = changes_between(before, after);
  ASSERT_EQ(changes.size(), 1);
  EXPECT_EQ(changes.front().date, date("2026-05-11"));
  EXPECT_EQ(changes.front().before.worked, 8h);
  EXPECT_EQ(changes.front().after.worked, 9h);
}

}  // namespace
}  // namespace attendsense::core::testing
