#include "attendsense/base/time_zone.hpp"

#include <gtest/gtest.h>

namespace attendsense {
namespace {

using namespace std::chrono_literals;

Instant at(const char* text) {
  return *parse_rfc3339(text);
}

TEST(Time, rfc3339_and_back_is_the_same) {
  EXPECT_EQ(to_rfc3339(at("2026-03-29T07:04:05.000001Z")), "2026-03-29T07:04:05.000001Z");
  EXPECT_EQ(to_rfc3339(at("2026-03-29T09:04:05.5+02:00")), "2026-03-29T07:04:05.500000Z");
  EXPECT_EQ(to_rfc3339(at("1969-12-31T23:59:59.999999Z")), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(to_rfc3339(at("9999-12-31T00:00:00Z") + std::chrono::hours(24)), "10000-01-01T00:00:00.000000Z");
}

TEST(Time, malformed_times_are_refused) {
  for (const char* text : {"", "2026-03-29", "2026-03-29T07:04:05", "2026-02-30T00:00:00Z", "2026-03-29T24:00:00Z",
                           "2026-03-29T07:04:05.Z", "2026-03-29T07:04:05.1234567Z", "2026-03-29T07:04:05Zx",
                           "2026-03-29T07:04:05+2:00", "2026/03/29T07:04:05Z", "2026-03-29T07:60:05Z"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(TimeZone, days_have_23_24_or_25_hours) {
  const TimeZone berlin = *TimeZone::find("Europe/Berlin");
  using std::chrono::year;
  const auto length = [&](LocalDate date) { return berlin.begin_of(add_days(date, 1)) - berlin.begin_of(date); };
  EXPECT_EQ(length(year{2026} / 3 / 28), 24h);
  EXPECT_EQ(length(year{2026} / 3 / 29), 23h);
  EXPECT_EQ(length(year{2026} / 10 / 25), 25h);
}

TEST(TimeZone, a_local_time_that_occurs_twice_is_its_first_and_one_that_never_does_is_the_change) {
  const TimeZone berlin = *TimeZone::find("Europe/Berlin");
  const auto local = [](int month, int day, std::chrono::minutes time) {
    return LocalTime{std::chrono::local_days{std::chrono::year{2026} / month / day}} + time;
  };
  EXPECT_EQ(berlin.to_instant(local(10, 25, 2h + 30min)), at("2026-10-25T00:30:00Z"));
  EXPECT_EQ(berlin.to_instant(local(3, 29, 2h + 30min)), at("2026-03-29T01:00:00Z"));
  EXPECT_EQ(berlin.offset_at(at("2026-07-01T00:00:00Z")), 120min);
}

TEST(TimeZone, an_unknown_name_is_refused) {
  EXPECT_EQ(TimeZone::find("Europe/Atlantis").error().code, "time_zone_unknown");
  EXPECT_EQ(TimeZone().name(), "Etc/UTC");
}

TEST(Date, text_and_back_is_the_same_and_impossible_dates_are_refused) {
  EXPECT_EQ(to_string(*parse_date("2028-02-29")), "2028-02-29");
  EXPECT_EQ(to_string(add_days(*parse_date("2026-12-31"), 1)), "2027-01-01");
  for (const char* text : {"2026-02-29", "2026-13-01", "26-01-01", "2026-1-01", "2026-01-0x", ""}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

}  // namespace
}  // namespace attendsense
