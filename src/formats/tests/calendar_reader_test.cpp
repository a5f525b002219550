#include "attendsense/formats/calendar_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace attendsense::formats {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

LocalDate date(const char* text) {
  return parse_date(text).value();
}

const DateRange kYear2026{date("2026-01-01"), date("2026-12-31")};

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n";
}

std::string calendar(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + events + "END:VCALENDAR\r\n";
}

Calendar read(const std::string& events, DateRange range = kYear2026) {
  Result<Calendar> result = read_calendar(calendar(events), range);
  EXPECT_TRUE(result) << result.error().text();
  return result.value_or(Calendar{});
}

// "2026-01-01 New year", "2026-12-24/2026-12-26 Christmas"
std::vector<std::string> days_of(const Calendar& calendar) {
  std::vector<std::string> days;
  for (const CalendarDay& day : calendar.days) {
    const std::string last = day.last == day.first ? "" : "/" + to_string(day.last);
    days.push_back(to_string(day.first) + last + " " + day.name);
  }
  return days;
}

auto skipped(std::int64_t line, const std::string& name, const std::string& why) {
  return AllOf(Field(&SkippedEvent::line, line), Field(&SkippedEvent::name, name),
               Field(&SkippedEvent::why, HasSubstr(why)));
}

const std::string kNewYear =
    "UID:1@test\r\nDTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260102\r\nSUMMARY:New year\r\n";

TEST(CalendarReader, reads_whole_days_in_order) {
  const Calendar read_days =
      read(event("UID:2\r\nSUMMARY:Christmas\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n") +
           event(kNewYear));
  EXPECT_THAT(days_of(read_days), ElementsAre("2026-01-01 New year", "2026-12-24/2026-12-26 Christmas"));
  EXPECT_EQ(read_days.days[0].uid, "1@test");
  EXPECT_THAT(read_days.skipped, IsEmpty());
}

TEST(CalendarReader, the_end_of_a_day_may_be_left_out_or_be_a_duration_or_the_day_itself) {
  EXPECT_THAT(days_of(read(event("SUMMARY:a\r\nDTSTART;VALUE=DATE:20260301\r\n") +
                           event("SUMMARY:b\r\nDTSTART;VALUE=DATE:20260302\r\nDURATION:P3D\r\n") +
                           event("SUMMARY:c\r\nDTSTART;VALUE=DATE:20260310\r\nDURATION:P1W\r\n") +
                           event("SUMMARY:d\r\nDTSTART;VALUE=DATE:20260320\r\nDTEND;VALUE=DATE:20260320\r\n"))),
              ElementsAre("2026-03-01 a", "2026-03-02/2026-03-04 b", "2026-03-10/2026-03-16 c", "2026-03-20 d"));
}

TEST(CalendarReader, only_days_that_touch_the_range_are_told) {
  const std::string events = event(kNewYear) +
                             event("SUMMARY:turn\r\nDTSTART;VALUE=DATE:20251230\r\nDTEND;VALUE=DATE:20260102\r\n") +
                             event("SUMMARY:before\r\nDTSTART;VALUE=DATE:20251230\r\nDTEND;VALUE=DATE:20260101\r\n") +
                             event("SUMMARY:after\r\nDTSTART;VALUE=DATE:20260102\r\n");
  const Calendar read_days = read(events, {date("2026-01-01"), date("2026-01-01")});
  EXPECT_THAT(days_of(read_days), ElementsAre("2025-12-30/2026-01-01 turn", "2026-01-01 New year"));
  EXPECT_THAT(read_days.skipped, IsEmpty());
}

TEST(CalendarReader, rules_are_followed_within_the_range) {
  const DateRange three_years{date("2026-01-01"), date("2028-12-31")};
  EXPECT_THAT(
      days_of(read(event("SUMMARY:Labour\r\nDTSTART;VALUE=DATE:19900501\r\nRRULE:FREQ=YEARLY\r\n"), three_years)),
      ElementsAre("2026-05-01 Labour", "2027-05-01 Labour", "2028-05-01 Labour"));
  EXPECT_THAT(
      days_of(read(event("SUMMARY:Thanks\r\nDTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n"),
                   three_years)),
      ElementsAre("2026-11-26 Thanks", "2027-11-25 Thanks", "2028-11-23 Thanks"));
  EXPECT_THAT(days_of(read(event("SUMMARY:Leap\r\nDTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\n"), three_years)),
              ElementsAre("2028-02-29 Leap"));
  EXPECT_THAT(days_of(read(event("SUMMARY:Twice\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"))),
              ElementsAre("2026-01-05 Twice", "2026-01-12 Twice"));
  EXPECT_THAT(
      days_of(read(event("SUMMARY:Until\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=MONTHLY;UNTIL=20260305\r\n"))),
      ElementsAre("2026-01-05 Until", "2026-02-05 Until", "2026-03-05 Until"));
}

TEST(CalendarReader, exceptions_and_extra_days_are_minded) {
  EXPECT_THAT(days_of(read(event("SUMMARY:a\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=MONTHLY;COUNT=4\r\n"
                                 "EXDATE;VALUE=DATE:20260205,20260305\r\nRDATE;VALUE=DATE:20260306\r\n"))),
              ElementsAre("2026-01-05 a", "2026-03-06 a", "2026-04-05 a"));
}

TEST(CalendarReader, one_of_a_repeated_event_can_be_moved_or_cancelled) {
  const Calendar read_days =
      read(event("UID:x\r\nSUMMARY:a\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=MONTHLY;COUNT=3\r\n") +
           event("UID:x\r\nSUMMARY:a moved\r\nRECURRENCE-ID;VALUE=DATE:20260205\r\nDTSTART;VALUE=DATE:20260206\r\n") +
           event("UID:x\r\nSUMMARY:a\r\nRECURRENCE-ID;VALUE=DATE:20260305\r\nDTSTART;VALUE=DATE:20260305\r\nSTATUS:"
                 "CANCELLED\r\n"));
  EXPECT_THAT(days_of(read_days), ElementsAre("2026-01-05 a", "2026-02-06 a moved"));
  EXPECT_THAT(read_days.skipped, ElementsAre(skipped(16, "a", "cancelled")));
}

TEST(CalendarReader, what_gives_no_days_is_told_with_its_line_and_the_reason) {
  const Calendar read_days =
      read(event("SUMMARY:Party\r\nDTSTART:20260101T180000Z\r\n") +
           event("SUMMARY:Lunch\r\nDTSTART;TZID=Europe/Berlin:20260101T120000\r\nRRULE:FREQ=DAILY\r\n") +
           event("SUMMARY:Off\r\nDTSTART;VALUE=DATE:20260101\r\nSTATUS:CANCELLED\r\n") + event("SUMMARY:Never\r\n") +
           event("SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20261399\r\n") + event("DTSTART;VALUE=DATE:20260101\r\n") +
           event("SUMMARY:Back\r\nDTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260101\r\n") +
           event("SUMMARY:Long\r\nDTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20270101\r\n") +
           event("SUMMARY:Half\r\nDTSTART;VALUE=DATE:20250101\r\nDURATION:PT12H\r\n") +
           event("SUMMARY:Rule\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=SOMETIMES\r\n") +
           event("SUMMARY:Often\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=HOURLY\r\n"));
  EXPECT_THAT(days_of(read_days), IsEmpty());
  EXPECT_THAT(
      read_days.skipped,
      ElementsAre(skipped(4, "Party", "time of day"), skipped(8, "Lunch", "time of day"),
                  skipped(13, "Off", "cancelled"), skipped(18, "Never", "DTSTART"), skipped(21, "Odd", ""),
                  skipped(25, "", "SUMMARY"), skipped(28, "Back", "end"), skipped(33, "Long", "longer than a year"),
                  skipped(38, "Half", "end"), skipped(43, "Rule", ""), skipped(48, "Often", "within a day")));
}

TEST(CalendarReader, names_are_unfolded_and_unescaped) {
  EXPECT_THAT(days_of(read(event("DTSTART;VALUE=DATE:20260101\r\nSUMMARY;LANGUAGE=de:Fr\xC3\r\n \xBChling\\, Fest\\; "
                                 "1\\\\2\\nzw\r\n\tei\r\n"))),
              ElementsAre("2026-01-01 Fr\xC3\xBChling, Fest; 1\\2 zwei"));
}

TEST(CalendarReader, alarms_time_zones_and_empty_properties_are_passed_over) {
  const std::string zone =
      "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+"
      "0000\r\n"
      "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VTODO\r\nSUMMARY:Do\r\nEND:VTODO\r\n";
  const std::string alarm =
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\nSUMMARY:Ring\r\nDURATION:PT1M\r\nEND:VALARM\r\n";
  const Calendar read_days =
      read(zone + event(kNewYear + "DESCRIPTION:\r\nLOCATION:\r\nX-ODD;A=b:c\r\nATTACH:::\r\n" + alarm));
  EXPECT_THAT(days_of(read_days), ElementsAre("2026-01-01 New year"));
  EXPECT_THAT(read_days.skipped, IsEmpty());
}

TEST(CalendarReader, line_feeds_alone_lower_case_a_mark_and_empty_lines_are_taken) {
  const std::string file =
      "\xEF\xBB\xBF"
      "begin:vcalendar\n\nbegin:vevent\ndtstart;value=date:20260101\nsummary:New year\nend:vevent\n\nend:vcalendar";
  EXPECT_THAT(days_of(read_calendar(file, kYear2026).value()), ElementsAre("2026-01-01 New year"));
}

TEST(CalendarReader, the_same_day_is_told_once) {
  EXPECT_THAT(
      days_of(read(event(kNewYear) + event(kNewYear) + event("SUMMARY:Other\r\nDTSTART;VALUE=DATE:20260101\r\n"))),
      ElementsAre("2026-01-01 New year", "2026-01-01 Other"));
}

TEST(CalendarReader, an_empty_calendar_has_no_days) {
  EXPECT_THAT(read("").days, IsEmpty());
}

struct BrokenCalendar {
  const char* name;
  std::string file;
  int line;
  const char* message;
};

class BrokenCalendars : public ::testing::TestWithParam<BrokenCalendar> {};

TEST_P(BrokenCalendars, are_refused_with_the_line_and_the_reason) {
  const Result<Calendar> result = read_calendar(GetParam().file, kYear2026);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "calendar_malformed");
  ASSERT_THAT(result.error().fields, SizeIs(1));
  EXPECT_EQ(result.error().fields[0].field, "line " + std::to_string(GetParam().line));
  EXPECT_THAT(result.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Each, BrokenCalendars,
    ::testing::Values(
        BrokenCalendar{"empty", "", 1, "BEGIN:VCALENDAR"},
        BrokenCalendar{"web_page", "<!DOCTYPE html>\n<html>\n", 1, "NAME:value"},
        BrokenCalendar{"other_text", "Dear:all\n", 1, "BEGIN:VCALENDAR"},
        BrokenCalendar{"event_alone", "BEGIN:VEVENT\nEND:VEVENT\n", 1, "BEGIN:VCALENDAR"},
        BrokenCalendar{"cut_off", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n", 2, "VEVENT is never ended"},
        BrokenCalendar{"cut_in_a_line", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMM", 3, "NAME:value"},
        BrokenCalendar{"wrong_end", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", 3, "VEVENT of line 2"},
        BrokenCalendar{"one_end_too_many", "BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n", 3, "nothing"},
        BrokenCalendar{"after_the_end", "BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x\n", 3, "BEGIN:VCALENDAR"},
        BrokenCalendar{"no_colon", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY a\n", 3, "NAME:value"},
        BrokenCalendar{"no_name", "BEGIN:VCALENDAR\n:x\n", 2, "NAME:value"},
        BrokenCalendar{"nul", std::string("BEGIN:VCALENDAR\nSUMMARY:\0\n", 26), 2, "NUL"},
        BrokenCalendar{"latin_1", "BEGIN:VCALENDAR\nSUMMARY:\xFC\n", 2, "UTF-8"},
        BrokenCalendar{"nested",
                       "BEGIN:VCALENDAR\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\n", 9,
                       "too deep"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(CalendarReader, limits_are_kept) {
  const std::string file =
      calendar(event(kNewYear) + event("SUMMARY:a\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n"));
  const auto code = [&](CalendarLimits limits) {
    const Result<Calendar> result = read_calendar(file, kYear2026, limits);
    return result ? "none" : result.error().code;
  };
  EXPECT_EQ(code({}), "none");
  EXPECT_EQ(code({.bytes = file.size() - 1}), "calendar_too_large");
  EXPECT_EQ(code({.events = 1}), "calendar_too_large");
  EXPECT_EQ(code({.holidays = 100}), "calendar_too_large");
}

TEST(CalendarReader, a_range_that_ends_before_it_begins_is_refused) {
  EXPECT_EQ(read_calendar(calendar(""), {date("2026-01-02"), date("2026-01-01")}).error().code, "range_malformed");
}

// Rules that never take place, or seldom: libical must come to an end.
TEST(CalendarReader, rules_that_never_come_true_end) {
  for (const char* rule :
       {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", "FREQ=YEARLY;INTERVAL=32767",
        "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYMONTH=13", "FREQ=YEARLY;BYSETPOS=300;BYDAY=MO", "FREQ=YEARLY;COUNT=-1",
        "FREQ=YEARLY;UNTIL=x", "FREQ=DAILY;BYDAY=MO;BYMONTHDAY=31;BYMONTH=6",
        "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD"}) {
    const auto begin = std::chrono::steady_clock::now();
    const Calendar read_days =
        read(event(std::string("SUMMARY:a\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:") + rule + "\r\n"),
             {date("2026-01-01"), date("2030-12-31")});
    EXPECT_LE(read_days.days.size() + read_days.skipped.size(), 6U) << rule;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << rule;
  }
}

TEST(CalendarReader, rules_that_take_too_long_together_are_refused) {
  const std::string slow =
      event("SUMMARY:a\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n");
  std::string events;
  for (int i = 0; i < 1000; ++i) events += slow;
  const Result<Calendar> result = read_calendar(calendar(events), kYear2026, {.time = std::chrono::milliseconds(100)});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "calendar_too_large");
}

TEST(CalendarReader, a_file_cut_anywhere_is_refused_or_read_without_harm) {
  const std::string file =
      calendar(event(kNewYear) + event("SUMMARY:a\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\n"));
  for (std::size_t length = 0; length < file.size() - 2; ++length) {
    EXPECT_FALSE(read_calendar(file.substr(0, length), kYear2026)) << length;
  }
}

TEST(CalendarReader, several_threads_may_read_at_once) {
  const std::string file = calendar(event("SUMMARY:a\r\nDTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=MONTHLY\r\n") +
                                    event("SUMMARY:b\r\nDTSTART;VALUE=DATE:bad\r\n"));
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&file] {
      for (int round = 0; round < 50; ++round) {
        const Result<Calendar> result = read_calendar(file, kYear2026);
        ASSERT_TRUE(result);
        EXPECT_THAT(result->days, SizeIs(12));
        EXPECT_THAT(result->skipped, SizeIs(1));
      }
    });
  }
}

}  // namespace
}  // namespace attendsense::formats
