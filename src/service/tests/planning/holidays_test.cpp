#include <gmock/gmock.h>

#include "attendsense/service/planning/add_holiday.hpp"
#include "attendsense/service/planning/import_holidays.hpp"
#include "attendsense/service/planning/list_holidays.hpp"
#include "attendsense/service/planning/remove_holiday.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {
namespace {

using import_holidays::Day;
using ::testing::ElementsAre;

const std::string kCalendar =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20200101\r\nDTEND;VALUE=DATE:20200102\r\n"
    "RRULE:FREQ=YEARLY\r\nSUMMARY:New Year\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\n"
    "SUMMARY:Christmas\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:3\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260401T100000Z\r\nDTEND:20260401T110000Z\r\n"
    "SUMMARY:Dentist\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n";

struct HolidaysTest : ::testing::Test {
  PlanningOffice office;
  import_holidays::Input file{
      .actor = office.boss, .calendar = kCalendar, .from = 2026y / 1 / 1, .to = 2026y / 12 / 31};

  auto add(LocalDate date, const std::string& name, std::optional<core::SiteId> site = {}) {
    return add_holiday::run(office.ports(), {office.boss, {.site = site, .date = date, .name = name}}, office.now());
  }

  auto list(std::optional<core::SiteId> site = {}, LocalDate from = 2026y / 1 / 1, LocalDate to = 2026y / 12 / 31) {
    return list_holidays::run(office.ports(), {.actor = office.as_ada, .from = from, .to = to, .site = site},
                              office.now());
  }

  auto import() { return import_holidays::run(office.ports(), file, office.now()); }

  core::SiteId open_branch() {
    const core::Site branch{core::SiteId::make(office.now()), office.company, "Branch", "Europe/Paris"};
    EXPECT_TRUE(office.store->write([&](core::Transaction& t) { return t.companies().add_site(branch); }));
    return branch.id;
  }
};

TEST_F(HolidaysTest, one_is_of_every_site_or_of_one) {
  const core::SiteId branch = open_branch();
  expect_value(add(2026y / 12 / 25, " Christmas "));
  expect_value(add(2026y / 7 / 14, "Bastille Day", branch));
  const auto all = expect_value(list()).items;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name, "Bastille Day");
  EXPECT_EQ(all[1].name, "Christmas");
  EXPECT_EQ(expect_value(list(office.site)).items.size(), 1U);
  EXPECT_EQ(expect_value(list(branch)).items.size(), 2U);
  EXPECT_EQ(code_of(list(core::SiteId::make(office.now()))), "site_unknown");
  EXPECT_EQ(office.audit_actions().back(), "holiday.add");
}

TEST_F(HolidaysTest, what_is_wrong_is_told) {
  EXPECT_THAT(fields_of(add(2026y / 2 / 30, "")), ElementsAre("date", "name"));
  EXPECT_EQ(fields_of(add(2026y / 1 / 1, "x", core::SiteId::make(office.now()))), std::vector<std::string>{"site_id"});
  expect_value(add(2026y / 1 / 1, "New Year"));
  EXPECT_EQ(code_of(add(2026y / 1 / 1, "New Year")), "holiday_known");
  EXPECT_EQ(fields_of(list({}, 2026y / 1 / 1, 2046y / 1 / 1)), std::vector<std::string>{"to"});
}

TEST_F(HolidaysTest, one_is_removed) {
  const core::HolidayId id = expect_value(add(2026y / 1 / 1, "New Year")).id;
  EXPECT_EQ(code_of(remove_holiday::run(office.ports(), {office.outsider, id}, office.now())), "holiday_unknown");
  EXPECT_TRUE(remove_holiday::run(office.ports(), {office.boss, id}, office.now()).has_value());
  EXPECT_EQ(code_of(remove_holiday::run(office.ports(), {office.boss, id}, office.now())), "holiday_unknown");
  EXPECT_TRUE(expect_value(list()).items.empty());
}

TEST_F(HolidaysTest, a_calendar_brings_its_whole_days) {
  const auto done = expect_value(import());
  EXPECT_THAT(done.added, ElementsAre(Day{2026y / 1 / 1, "New Year"}, Day{2026y / 12 / 25, "Christmas"},
                                      Day{2026y / 12 / 26, "Christmas"}));
  ASSERT_EQ(done.skipped.size(), 1U);
  EXPECT_EQ(done.skipped[0].name, "Dentist");
  EXPECT_EQ(done.skipped[0].line, 19);
  EXPECT_EQ(expect_value(list()).items.size(), 3U);
  EXPECT_EQ(office.audit_actions().back(), "holiday.import");
}

TEST_F(HolidaysTest, the_same_calendar_again_changes_nothing) {
  expect_value(import());
  const auto audited = office.audit_actions().size();
  const auto again = expect_value(import());
  EXPECT_TRUE(again.added.empty());
  EXPECT_EQ(again.known.size(), 3U);
  file.site = office.site;
  EXPECT_TRUE(expect_value(import()).added.empty()) << "every site has them already";
  EXPECT_EQ(office.audit_actions().size(), audited);
}

TEST_F(HolidaysTest, what_one_site_has_is_new_to_the_others) {
  file.site = office.site;
  expect_value(import());
  file.site = open_branch();
  EXPECT_EQ(expect_value(import()).added.size(), 3U);
  file.site.reset();
  EXPECT_EQ(expect_value(import()).added.size(), 3U);
}

TEST_F(HolidaysTest, a_preview_changes_nothing) {
  file.preview = true;
  EXPECT_EQ(expect_value(import()).added.size(), 3U);
  EXPECT_TRUE(expect_value(list()).items.empty());
}

TEST_F(HolidaysTest, days_outside_the_range_are_passed_over) {
  file.from = file.to = 2026y / 12 / 26;
  EXPECT_THAT(expect_value(import()).added, ElementsAre(Day{2026y / 12 / 26, "Christmas"}));
  file.to = 2046y / 1 / 1;
  EXPECT_EQ(fields_of(import()), std::vector<std::string>{"to"});
}

TEST_F(HolidaysTest, a_broken_calendar_is_refused_as_a_whole) {
  file.calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n";
  EXPECT_EQ(code_of(import()), "calendar_malformed");
  file.calendar = kCalendar;
  file.site = core::SiteId::make(office.now());
  EXPECT_EQ(fields_of(import()), std::vector<std::string>{"site_id"});
}

}  // namespace
}  // namespace attendsense::service::testing
