// How many people were there in each hour of a date.

#include <gmock/gmock.h>

#include "office.hpp"

namespace attendsense::core::testing {
namespace {

using ::testing::ElementsAre;

// The local hours in which the person was there: "9" or, when clocks were set back, "2" twice.
std::vector<std::int64_t> hours_of(const Office& office, std::string_view on) {
  PresenceByHour presence(date(on), berlin());
  const std::vector<DayFigures> days =
      office.days(attendsense::to_string(add_days(date(on), -1)), attendsense::to_string(add_days(date(on), 1)));
  presence.add(days, office.now);
  std::vector<std::int64_t> hours;
  for (const PresenceByHour::Hour& hour : presence.hours()) {
    const LocalTime local = berlin().to_local(hour.begin);
    if (hour.people > 0) hours.push_back((local - std::chrono::floor<std::chrono::days>(local)) / 1h);
  }
  return hours;
}

TEST(PresenceByHour, has_an_element_for_each_hour_of_the_date) {
  EXPECT_EQ(PresenceByHour(date("2026-05-11"), berlin()).hours().size(), 24);
  EXPECT_EQ(PresenceByHour(date("2026-03-29"), berlin()).hours().size(), 23);
  EXPECT_EQ(PresenceByHour(date("2026-10-25"), berlin()).hours().size(), 25);
  const TimeZone lord_howe = TimeZone::find("Australia/Lord_Howe").value();
  EXPECT_EQ(PresenceByHour(date("2026-04-05"), lord_howe).hours().size(), 25) << "24 and a half";
}

TEST(PresenceByHour, counts_each_hour_that_a_stay_touches) {
  Office office;
  office.in("2026-05-11 08:58");
  office.out("2026-05-11 11:01");
  EXPECT_THAT(hours_of(office, "2026-05-11"), ElementsAre(8, 9, 10, 11));
}

TEST(PresenceByHour, counts_nobody_in_the_hour_at_whose_begin_they_left) {
  Office office;
  office.in("2026-05-11 09:00");
  office.out("2026-05-11 11:00");
  EXPECT_THAT(hours_of(office, "2026-05-11"), ElementsAre(9, 10));
}

TEST(PresenceByHour, counts_a_person_once_an_hour) {
  Office office;
  for (const auto* at : {"2026-05-11 09:00", "2026-05-11 09:20", "2026-05-11 09:40"}) {
    office.in(at);
    office.out(std::string(at).replace(15, 1, "5"));
  }
  PresenceByHour presence(date("2026-05-11"), berlin());
  presence.add(office.days("2026-05-11", "2026-05-11"), office.now);
  presence.add(office.days("2026-05-11", "2026-05-11"), office.now);
  EXPECT_EQ(presence.hours()[9].people, 2) << "two people with the same punches";
}

TEST(PresenceByHour, counts_a_stay_without_a_leave_in_its_first_hour) {
  Office office;
  office.in("2026-05-11 09:00");
  EXPECT_THAT(hours_of(office, "2026-05-11"), ElementsAre(9));
}

TEST(PresenceByHour, counts_who_is_in_until_now) {
  Office office;
  office.in("2026-05-11 09:00");
  office.now = local("2026-05-11 11:30");
  EXPECT_THAT(hours_of(office, "2026-05-11"), ElementsAre(9, 10, 11));
}

TEST(PresenceByHour, shows_a_night_on_both_dates) {
  Office office;
  office.in("2026-05-11 22:30");
  office.out("2026-05-12 01:30");
  EXPECT_THAT(hours_of(office, "2026-05-11"), ElementsAre(22, 23));
  EXPECT_THAT(hours_of(office, "2026-05-12"), ElementsAre(0, 1));
}

TEST(PresenceByHour, passes_over_the_hour_that_is_skipped_and_counts_the_one_that_comes_twice) {
  Office office;
  office.in("2026-03-29 01:30");
  office.out("2026-03-29 03:30");
  EXPECT_THAT(hours_of(office, "2026-03-29"), ElementsAre(1, 3));
  office.in("2026-10-25 01:30");
  office.out("2026-10-25 03:30");
  EXPECT_THAT(hours_of(office, "2026-10-25"), ElementsAre(1, 2, 2, 3));
}

}  // namespace
}  // namespace attendsense::core::testing
