// What the language of scenarios says to a wrong file, and to a wrong expectation of schedules, corrections and
// periods.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "scenario/scenario.hpp"
#include "testing/checkout.hpp"

namespace attendsense::core::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> outcome_of(const std::string& text) {
  const Result<Scenario> parsed = parse("told", text);
  if (!parsed) return {parsed.error().message};
  return run(*parsed);
}

constexpr std::string_view kSetting =
    "site office  zone Europe/Berlin\n"  // 1
    "employee anna\n"                    // 2
    "employee bert\n";                   // 3

// What is wrong with a further line of the setting.
std::string setting_error(const std::string& lines) {
  const Result<Scenario> parsed =
      parse("told", std::string(kSetting) + lines + "---\n===\nday anna 2026-03-27 worked 0m\n");
  return parsed ? "understood" : parsed.error().message;
}

// The rest begins on line 8.
std::string told(const std::string& rest) {
  return std::string(kSetting) + "schedule nine-to-five\n" + "  mon-fri 09:00-17:00\n" + "follows anna nine-to-five\n" +
         "---\n" + rest;
}

std::string error_of(const std::string& rest) {
  const Result<Scenario> parsed = parse("told", told(rest));
  return parsed ? "understood" : parsed.error().message;
}

TEST(ScenarioReadme, has_an_example_that_comes_out_as_told) {
  std::ifstream file(checkout() / "tests/scenarios/README.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const std::size_t begin = all.find("```\n") + 4;
  EXPECT_THAT(outcome_of(all.substr(begin, all.find("```", begin) - begin)), IsEmpty());
}

TEST(ScenarioLanguage, tells_where_a_figure_of_a_planned_day_is_wrong) {
  const std::string rest = "date 2026-03-27\nworks anna 09:30-17:00\n===\nnow 18:00\n";
  EXPECT_THAT(outcome_of(told(rest + "day anna 2026-03-27 balance 0m late 30m flags none\n")),
              ElementsAre("told:12: expected balance 0m, got -30m", "told:12: expected flags none, got late"));
  EXPECT_THAT(outcome_of(told(rest + "period anna 2026-03-01..2026-03-31 days-late 2 flags late\n")),
              ElementsAre("told:12: expected days-late 2, got 1"));
}

TEST(ScenarioLanguage, tells_which_hour_is_wrong) {
  EXPECT_THAT(
      outcome_of(told("date 2026-03-27\nworks anna 09:30-11:00\n===\nhours office 2026-03-27 09:00 1 11:00 1\n")),
      ElementsAre("told:11: expected 10:00 0, got 1", "told:11: expected 11:00 1, got 0"));
  EXPECT_THAT(outcome_of(told("===\nhours office 2026-03-29 02:00 1\n")),
              ElementsAre("told:9: expected 02:00 1, got no such hour"));
}

TEST(ScenarioLanguage, tells_which_dates_have_changed) {
  const std::string rest =
      "date 2026-03-27\n09:00 anna in\n17:00 anna out arrives 2026-04-02 08:00\n"
      "date 2026-04-01\n12:00 close 2026-03-27\n===\nnow 2026-04-03 00:00\n";
  EXPECT_THAT(outcome_of(told(rest + "changes anna 2026-03-27 none\nclosed day anna 2026-03-27 worked 8h\n")),
              ElementsAre("told:15: expected changes none, got 2026-03-27", "told:16: expected worked 8h, got 0m"));
}

TEST(ScenarioLanguage, knows_nothing_of_later_moments_as_of_an_earlier_one) {
  EXPECT_THAT(outcome_of(told("date 2026-03-27\nworks anna 09:00-17:00\n===\n"
                              "as-of 12:00\nday anna 2026-03-27 worked 3h state in-office\n"
                              "now 12:00\nday anna 2026-03-27 worked 8h state present\n")),
              IsEmpty());
}

TEST(ScenarioLanguage, tells_that_a_correction_is_of_no_punch) {
  EXPECT_THAT(outcome_of(told("date 2026-03-27\nworks anna 09:00-17:00\n18:00 correct c remove anna 09:01\n===\n")),
              ElementsAre("told:10: there is no punch at that time"));
}

TEST(ScenarioLanguage, tells_when_decisions_come_out_otherwise_read_backwards) {
  // Two assignments that differ in nothing: the one that was made later counts, however they are read.
  EXPECT_THAT(
      outcome_of("site office\nemployee anna\nschedule a\n  daily 09:00-17:00\nschedule b\n  daily 08:00-12:00\n"
                 "follows anna a\nfollows anna b\nany-order\n---\n===\nday anna 2026-03-27 shifts 08:00-12:00\n"),
      IsEmpty());
}

TEST(ScenarioLanguage, refuses_schedules_that_it_does_not_understand) {
  EXPECT_EQ(setting_error("schedule s\n  mon-fri 09:00\n"),
            "told:5: expected a shift such as 09:00-17:30, found '09:00'");
  EXPECT_EQ(setting_error("schedule s\n  mon-foo 09:00-17:00\n"),
            "told:5: expected days such as mon, mon-fri or mon,wed, found 'mon-foo'");
  EXPECT_EQ(setting_error("schedule s\n  fri-mon 09:00-17:00\n"),
            "told:5: expected days such as mon, mon-fri or mon,wed, found 'fri-mon'");
  EXPECT_THAT(setting_error("schedule s\n  day 1 09:00-17:00\n"), HasSubstr("told:5: the days of a week have names"));
  EXPECT_THAT(setting_error("schedule s rotating\n  mon 09:00-17:00\n"),
              HasSubstr("told:5: the days of a roster have numbers"));
  EXPECT_EQ(setting_error("schedule s rotating\n  days 3-1 off\n"), "told:5: these are no days of a roster");
  EXPECT_EQ(setting_error("schedule s rotating\n  day 0 off\n"), "told:5: the first day is day 1");
  EXPECT_EQ(setting_error("schedule s\n  mon 09:00-17:00 mood good\n"), "told:5: a shift has no 'mood'");
  EXPECT_EQ(setting_error("schedule s\nschedule s\n"), "told:5: there is a schedule 's' already");
}

TEST(ScenarioLanguage, refuses_schedules_that_contradict_themselves) {
  EXPECT_THAT(setting_error("schedule s\n  mon 09:00-17:00 and 16:00-20:00\n"),
              HasSubstr("told:4: The schedule contradicts itself: cycle[0][1].from"));
  EXPECT_THAT(setting_error("schedule s\n  mon 09:00-17:00 expected 9h\n"), HasSubstr("expected_minutes must fit"));
  EXPECT_THAT(setting_error("schedule s rotating\n"), HasSubstr("told:4: The schedule contradicts itself: cycle"));
}

TEST(ScenarioLanguage, refuses_rules_that_do_not_exist) {
  EXPECT_EQ(setting_error("schedule s\n  rules mercy 5m\n"), "told:5: there is no rule 'mercy'");
  EXPECT_EQ(setting_error("schedule s\n  rules grace-late 90s\n"), "told:5: the grace counts whole minutes");
  EXPECT_EQ(setting_error("schedule s\n  rules rounding upwards 15m\n"), "told:5: 'upwards' is no rounding");
  EXPECT_EQ(setting_error("schedule s\n  rules late-stay perhaps\n"), "told:5: expected yes or no, found 'perhaps'");
  EXPECT_EQ(setting_error("schedule s\n  rules legal-break 6h 30m\n"), "told:5: say 'legal-break beyond 6h least 30m'");
  EXPECT_EQ(setting_error("schedule s\n  rules\n"), "told:5: say which rule");
}

TEST(ScenarioLanguage, refuses_decisions_about_nobody) {
  EXPECT_EQ(setting_error("follows anna s\n"), "told:4: there is no schedule 's'");
  EXPECT_EQ(setting_error("schedule s\nfollows role nurse s\n"), "told:5: nobody has the role 'nurse'");
  EXPECT_EQ(setting_error("schedule s\nfollows site moon s\n"), "told:5: there is no site 'moon'");
  EXPECT_EQ(setting_error("schedule s rotating\n  day 1 off\nfollows anna s\n"),
            "told:6: say with 'from' or 'cycle' on which date the cycle begins");
  EXPECT_EQ(setting_error("schedule s\nfollows anna s from 2026-03-02 until 2026-03-01\n"),
            "told:5: this ends before it begins");
  EXPECT_EQ(setting_error("leave anna annual 2026-03-27\n"), "told:4: there is no leave-kind 'annual'");
  EXPECT_EQ(setting_error("leave-kind annual\n"), "told:4: say whether this leave is paid or unpaid");
  EXPECT_EQ(setting_error("leave-kind annual paid\nleave anna annual 2026-03-27..2026-03-26\n"),
            "told:5: 2026-03-27..2026-03-26 ends before it begins");
  EXPECT_EQ(setting_error("leave-kind annual paid\nleave anna annual 2026-03-26..2026-03-27 first-half\n"),
            "told:5: half a day is of one date");
  EXPECT_EQ(setting_error("holiday 2026-12-25 Christmas\n"),
            "told:4: expected the name of the day in brackets, found 'Christmas'");
  EXPECT_EQ(setting_error("employee cara hired 2026-03-27 09:00 at office\n"),
            "told:4: name the site before the dates, which are by its clock");
  EXPECT_EQ(setting_error("employee cara tired\n"), "told:4: an employee has no 'tired'");
  EXPECT_EQ(setting_error("site moon too-soon 2m\n"),
            "told:4: a further site has a zone only; the rules of the company stand with the first");
}

TEST(ScenarioLanguage, refuses_a_timeline_that_cannot_be) {
  EXPECT_EQ(error_of("09:00 anna in\n===\n"), "told:8: a 'date' line must come before");
  EXPECT_EQ(error_of("works anna 09:00-17:00\n===\n"), "told:8: a 'date' line must come before");
  EXPECT_EQ(error_of("date 2026-03-27\nworks anna 09:00\n===\n"),
            "told:9: expected a stay such as 09:00-12:00, found '09:00'");
  EXPECT_EQ(error_of("date 2026-03-27\n09:00 approve c\n===\n"), "told:9: there is no correction 'c'");
  EXPECT_EQ(error_of("date 2026-03-27\n09:00 request c add anna 08:00\n===\n"),
            "told:9: say whether the punch is in or out");
  EXPECT_EQ(error_of("date 2026-03-27\n09:00 request c burn anna 08:00\n===\n"),
            "told:9: a correction is to add, remove or change, not to 'burn'");
  EXPECT_EQ(error_of("date 2026-03-27\n09:00 correct c change anna 08:00\n===\n"),
            "told:9: say 'to' what the punch is changed");
  EXPECT_EQ(error_of("date 2026-03-27\n09:00 correct c add anna in 08:00\n08:00 undo c\n===\n"),
            "told:10: this is before what was decided last");
  EXPECT_EQ(error_of("date 2026-03-27\n09:00 correct c add anna in 08:00\n09:00 correct c add bert in 08:00\n===\n"),
            "told:10: there is a correction 'c' already");
  EXPECT_EQ(error_of("date 2026-03-27\n09:00 close 2026-03-01..2026-03-20\n09:00 close 2026-03-20\n===\n"),
            "told:10: a part of this period is closed already");
}

TEST(ScenarioLanguage, refuses_expectations_that_mean_nothing) {
  EXPECT_EQ(error_of("===\nday anna 2026-03-27 flags tired\n"), "told:9: 'tired' is no flag");
  EXPECT_THAT(error_of("===\nday anna 2026-03-27 balance --3h\n"), HasSubstr("told:9: expected the balance"));
  EXPECT_EQ(error_of("===\nperiod anna 2026-03-27 state absent\n"), "told:9: a period has no figure 'state'");
  EXPECT_EQ(error_of("===\nday anna 2026-03-27\n"), "told:9: say what is expected of a day");
  EXPECT_EQ(error_of("===\nhours office 2026-03-27 09:30 1\n"), "told:9: 09:30 is no full hour");
  EXPECT_EQ(error_of("===\nchanges anna 2026-03-27 none\n"), "told:9: these dates were not closed for anna");
  EXPECT_EQ(error_of("===\nclosed hours office 2026-03-27 none\n"), "told:9: say 'closed day' or 'closed period'");
  EXPECT_EQ(error_of("===\nday anna 2026-03-27 occasion Christmas\n"),
            "told:9: expected the occasion in brackets, found 'Christmas'");
}

}  // namespace
}  // namespace attendsense::core::scenario
