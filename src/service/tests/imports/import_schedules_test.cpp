#include "attendsense/service/imports/import_schedules.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/imports/import_assignments.hpp"
#include "importing.hpp"

namespace attendsense::service::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct ImportSchedules : ::testing::Test {
  PlanningOffice office;

  Result<ImportReport> import(const std::string& file, bool preview = false) {
    return import_schedules::run(*office.store, {office.boss, import_file(file), preview}, office.now());
  }

  Result<ImportReport> assign(const std::string& file, bool preview = false) {
    return import_assignments::run(*office.store, {office.boss, import_file(file), preview}, office.now());
  }

  core::Schedule schedule(const std::string& name) {
    const auto all = expect_value(core::read_from(
        *office.store, [&](core::Transaction& transaction) { return transaction.schedules().all(office.company); }));
    for (const core::Schedule& one : all)
      if (one.name == name) return one;
    throw std::runtime_error("no schedule " + name);
  }
};

TEST_F(ImportSchedules, a_week_is_written_a_row_a_shift) {
  const auto report = import(
      "schedule,day,shift,from,to,expected,core_from,core_to\n"
      "Shop,Mon,early,08:00,12:00,,,\n"
      "Shop,monday,late,13:00,18:00,4:30,,\n"
      "Shop,friday,,22:00,06:00,7:30,,\n"
      "Flexible,tuesday,,06:00,20:00,8:00,10:00,15:00\n");
  EXPECT_EQ(counts(expect_value(report)), (Counts{2, 0, 0}));
  const core::Schedule shop = schedule("Shop");
  EXPECT_EQ(shop.rhythm, core::Rhythm::weekly);
  ASSERT_THAT(shop.cycle, SizeIs(7));
  ASSERT_THAT(shop.cycle[0], SizeIs(2));
  EXPECT_EQ(shop.cycle[0][0].expected, 4h);
  EXPECT_EQ(shop.cycle[0][1].name, "late");
  EXPECT_EQ(shop.cycle[0][1].expected, 4h + 30min);
  EXPECT_EQ(shop.cycle[4][0].frame, (core::ClockSpan{22h, 30h}));
  const core::Schedule flexible = schedule("Flexible");
  EXPECT_TRUE(flexible.cycle[1][0].flexible);
  EXPECT_EQ(flexible.cycle[1][0].core, (core::ClockSpan{10h, 15h}));
}

TEST_F(ImportSchedules, a_roster_numbers_its_days) {
  (void)expect_value(import("schedule,day,from,to\nRoster,1,06:00,14:00\nRoster,2,14:00,22:00\nRoster,4,,\n"));
  const core::Schedule roster = schedule("Roster");
  EXPECT_EQ(roster.rhythm, core::Rhythm::rotating);
  ASSERT_THAT(roster.cycle, SizeIs(4));
  EXPECT_THAT(roster.cycle[3], SizeIs(0));
}

TEST_F(ImportSchedules, one_that_is_there_gets_the_days_and_keeps_its_rules) {
  office.add_schedule("Office hours");
  const std::string file = "schedule,day,from,to\nOFFICE HOURS,monday,10:00,16:00\n";
  EXPECT_EQ(counts(expect_value(import(file))), (Counts{0, 1, 0}));
  EXPECT_EQ(schedule("Office hours").cycle[0][0].frame, (core::ClockSpan{10h, 16h}));
  EXPECT_EQ(schedule("Office hours").rules, office_hours().rules);
  EXPECT_EQ(counts(expect_value(import(file))), (Counts{0, 0, 1}));
}

TEST_F(ImportSchedules, what_is_wrong_is_told_by_line) {
  const ImportReport report =
      expect_value(import("schedule,week,day,from,to,flexible,core_from,core_to,expected\n"
                          ",,monday,08:00,12:00,,,,\n"
                          "A,,someday,08:00,12:00,,,,\n"
                          "A,0,monday,08:00,12:00,,,,\n"
                          "A,,monday,8,12:00,,,,\n"
                          "B,,1,08:00,12:00,maybe,,,\n"
                          "B,,tuesday,08:00,12:00,,,,\n"
                          "C,,monday,08:00,12:00,,,,5:00\n"
                          "D,,monday,08:00,12:00,,,,\n"
                          "D,,monday,11:00,15:00,,,,\n",
                          true));
  const auto words = in_words(report.errors);
  EXPECT_THAT(words, ElementsAre("2 schedule: It is empty", HasSubstr("3 day: It must be monday to sunday"),
                                 HasSubstr("4 week: It must be from 1 to"), HasSubstr("5 from: It must be a time"),
                                 HasSubstr("6 flexible: It must be yes or no"),
                                 HasSubstr("7 day: The other days of this schedule are numbers"),
                                 HasSubstr("8 schedule: 'C': "), HasSubstr("9 schedule: 'D': ")));
  EXPECT_EQ(import("schedule,day,from,to\n,monday,08:00,12:00\n").error().code, "import_refused");
}

TEST_F(ImportSchedules, assignments_are_written_and_changed_by_their_first_date) {
  office.add_schedule("Office hours");
  const std::string file =
      "schedule,email,role,from,until\n"
      "Office hours,ada.lovelace@example.com,,2026-03-02,\n"
      "Office hours,,employee,2026-03-02,2026-12-31\n";
  EXPECT_EQ(counts(expect_value(assign(file))), (Counts{2, 0, 0}));
  EXPECT_EQ(counts(expect_value(assign(file))), (Counts{0, 0, 2}));
  const ImportReport changed =
      expect_value(assign("schedule,email,from,until\nOffice hours,ada.lovelace@example.com,2026-03-02,2026-06-30\n"));
  EXPECT_EQ(counts(changed), (Counts{0, 1, 0}));
  ASSERT_THAT(changed.first_rows, SizeIs(1));
  EXPECT_EQ(changed.first_rows[0].changes.at(0).after, "2026-06-30");
}

TEST_F(ImportSchedules, an_assignment_names_one_whom_there_is) {
  office.add_schedule("Office hours");
  const ImportReport report =
      expect_value(assign("schedule,email,role,site,from,until\n"
                          "Office hours,,,,2026-03-02,\n"
                          "Office hours,a@example.com,employee,,2026-03-02,\n"
                          "Office hours,a@example.com,,,2026-03-02,\n"
                          "Office hours,,king,,2026-03-02,\n"
                          "Night,,employee,,2026-02-30,\n"
                          "Office hours,,employee,,2026-03-02,2026-03-01\n",
                          true));
  EXPECT_THAT(in_words(report.errors),
              ElementsAre("2 : It must name exactly one of personnel_number, email, role and site",
                          "3 : It must name exactly one of personnel_number, email, role and site",
                          "4 email: Nobody of the company has it", "5 role: It is none of the company's",
                          "6 schedule: There is no schedule of this name",
                          "6 from: It must be a date such as 2026-03-29", "7 until: It must not be before 'from'"));
}

TEST_F(ImportSchedules, it_takes_the_right_to_manage_schedules) {
  const ImportFile empty = import_file("schedule,day,from,to\n");
  for (const Principal& actor : {office.as_ada, office.as_approver}) {
    EXPECT_EQ(import_schedules::run(*office.store, {actor, empty, true}, office.now()).error().code,
              "permission_missing");
    EXPECT_EQ(import_assignments::run(*office.store, {actor, empty, true}, office.now()).error().code,
              "permission_missing");
  }
}

}  // namespace
}  // namespace attendsense::service::testing
