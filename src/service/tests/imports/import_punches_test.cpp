#include "attendsense/service/imports/import_punches.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/imports/import_attendance.hpp"
#include "importing.hpp"

namespace attendsense::service::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto kAda = "ada.lovelace@example.com";

struct ImportPunches : ::testing::Test {
  PlanningOffice office;

  Result<ImportReport> import(const std::string& rows, bool preview = false) {
    const std::string file = "email,time,direction\n" + rows;
    return import_punches::run(*office.store, {office.boss, import_file(file), preview}, office.now());
  }

  Result<ImportReport> import_json(const std::string& json, bool whole_company = false, bool preview = false) {
    const auto whom = whole_company ? std::nullopt : std::optional(office.ada);
    return import_attendance::run(*office.store, {office.boss, json, whom, preview}, office.now());
  }

  std::vector<std::string> refusals(const std::string& rows) {
    return in_words(expect_value(import(rows, true)).errors);
  }

  std::vector<std::string> punches() {
    std::vector<std::string> words;
    for (const core::Punch& punch : office.punches())
      words.push_back(std::string(core::to_string(punch.direction)) + " " + to_rfc3339(punch.at).substr(0, 16));
    return words;
  }

  static std::string row(const std::string& time, const std::string& direction = "in") {
    return std::string(kAda) + "," + time + "," + direction + "\n";
  }
};

TEST_F(ImportPunches, times_of_the_clock_are_those_of_the_site) {
  EXPECT_EQ(counts(expect_value(import(row("2026-02-02 08:30") + row("2026-02-02T17:24:30", "out") +
                                       row("2026-02-03T08:00:00+05:30")))),
            (Counts{3, 0, 0}));
  EXPECT_THAT(punches(), ElementsAre("in 2026-02-02T07:30", "out 2026-02-02T16:24", "in 2026-02-03T02:30"));
  EXPECT_EQ(office.punches()[0].source, core::PunchSource::imported);
  EXPECT_THAT(office.events(), IsEmpty()) << "nobody is greeted for the past";
}

TEST_F(ImportPunches, the_same_file_again_changes_nothing) {
  const std::string rows = row("2026-02-02 08:30") + row("2026-02-02 17:24", "out");
  (void)expect_value(import(rows));
  EXPECT_EQ(counts(expect_value(import(rows))), (Counts{0, 0, 2}));
  EXPECT_THAT(office.punches(), SizeIs(2));
}

TEST_F(ImportPunches, what_a_camera_saw_is_known) {
  const auto door = office.open_door(core::CameraDirection::in);
  office.hire("Grace", "Hopper", person(7));
  (void)office.see(door, {.direction = person(7)});
  const core::Punch seen = office.punches().at(0);
  const std::string file = "email,time,direction\ngrace.hopper@example.com," + to_rfc3339(seen.at) + ",in\n";
  office.clock.advance(std::chrono::hours{1});
  const auto report = import_punches::run(*office.store, {office.boss, import_file(file), false}, office.now());
  EXPECT_EQ(counts(expect_value(report)), (Counts{0, 0, 1}));
}

TEST_F(ImportPunches, a_foreign_id_is_the_punch_whatever_its_time) {
  const auto with_id = [&](const std::string& time) {
    const std::string file = "id,email,time,direction\n4711," + std::string(kAda) + "," + time + ",in\n";
    return expect_value(import_punches::run(*office.store, {office.boss, import_file(file), true}, office.now()));
  };
  const std::string file = "id,email,time,direction\n4711," + std::string(kAda) + ",2026-02-02 08:30,in\n";
  (void)expect_value(import_punches::run(*office.store, {office.boss, import_file(file), false}, office.now()));
  EXPECT_EQ(with_id("2026-02-02 08:30").unchanged, 1);
  EXPECT_THAT(in_words(with_id("2026-02-02 08:31").errors),
              ElementsAre(HasSubstr("2 id: It was imported before as in at 2026-02-02T07:30")));
}

TEST_F(ImportPunches, what_cannot_have_been_is_refused_by_line) {
  office.close_period(LocalDate{std::chrono::year{2026} / 1 / 1}, LocalDate{std::chrono::year{2026} / 1 / 31});
  EXPECT_THAT(
      refusals(row("2026-01-15 08:00") + row("2027-01-01 08:00") + row("2025-03-30 02:30") + row("2025-10-26 02:30") +
               row("8 o'clock") + row("2026-02-02 08:00", "sideways") + "nobody@example.com,2026-02-02 08:00,in\n"),
      ElementsAre("2 time: The period from 2026-01-01 to 2026-01-31 is closed: open it again first",
                  "3 time: It is in the future", HasSubstr("4 time: The clocks of Europe/Berlin were set forward"),
                  HasSubstr("5 time: The clocks of Europe/Berlin showed it twice"),
                  HasSubstr("6 time: It must be a time"), "7 direction: It must be in or out",
                  "8 email: Nobody of the company has it"));
}

TEST_F(ImportPunches, a_time_that_was_shown_twice_is_said_with_its_offset) {
  EXPECT_EQ(counts(expect_value(import(row("2025-10-26T02:30:00+02:00") + row("2025-10-26T02:30:00+01:00", "out")))),
            (Counts{2, 0, 0}));
}

TEST_F(ImportPunches, the_same_punch_twice_in_a_file_is_told) {
  EXPECT_THAT(refusals(row("2026-02-02 08:30") + row("2026-02-02T08:30:00+01:00")),
              ElementsAre("3 : It is about the same as line 2"));
}

TEST_F(ImportPunches, nobody_punches_before_they_are_hired_or_after_they_left) {
  core::Employee ada = expect_value(core::read_from(*office.store, [&](core::Transaction& transaction) {
                         return transaction.employees().find(office.ada);
                       })).value();
  ada.hired_at = expect_value(parse_rfc3339("2026-02-01T00:00:00Z"));
  ada.left_at = expect_value(parse_rfc3339("2026-02-10T00:00:00Z"));
  ASSERT_TRUE(office.store->write([&](core::Transaction& transaction) { return transaction.employees().update(ada); }));
  EXPECT_THAT(refusals(row("2026-01-31 08:00") + row("2026-02-03 08:00") + row("2026-02-11 08:00")),
              ElementsAre("2 time: It is before the person was hired", "4 time: It is after the person left"));
}

TEST_F(ImportPunches, it_takes_the_right_to_approve) {
  const std::string file = "email,time,direction\n";
  EXPECT_EQ(import_punches::run(*office.store, {office.as_ada, import_file(file), false}, office.now()).error().code,
            "permission_missing");
  EXPECT_EQ(import_attendance::run(*office.store, {office.as_ada, "{}", office.ada, false}, office.now()).error().code,
            "permission_missing");
}

TEST_F(ImportPunches, the_earlier_systems_attendance_becomes_punches) {
  const auto report =
      import_json(R"({"2024": {"03": {"24": {"entrance": ["08-30", "13-05"], "leave": ["12-00", "17-24"]},
                                                     "25": {"leave": ["06-10"]}}}})");
  EXPECT_EQ(counts(expect_value(report)), (Counts{5, 0, 0}));
  EXPECT_THAT(punches(), ElementsAre("in 2024-03-24T07:30", "out 2024-03-24T11:00", "in 2024-03-24T12:05",
                                     "out 2024-03-24T16:24", "out 2024-03-25T05:10"));
}

TEST_F(ImportPunches, the_earlier_systems_attendance_of_many_names_each) {
  const auto report = import_json(R"({"ada.lovelace@example.com": {"2024": {"3": {"4": {"entrance": ["8-5"]}}}},
                                      "charles@example.com": {"2024": {"03": {"04": {"leave": ["17-00"]}}}}})",
                                  true);
  EXPECT_EQ(counts(expect_value(report)), (Counts{2, 0, 0}));
  EXPECT_THAT(punches(), ElementsAre("in 2024-03-04T07:05", "out 2024-03-04T16:00"));
}

TEST_F(ImportPunches, odd_attendance_is_told_by_its_path) {
  const auto report = expect_value(import_json(
      R"({"24": {}, "2024": {"13": {"01": {"entrance": ["08-00"]}}, "02": {"30": {}, "01": {"entrance": "08-00",
          "pause": [], "leave": ["25-00", 17, "17-24"]}, "x": {}}, "04": []}})",
      false, true));
  EXPECT_THAT(
      in_words(report.errors),
      ElementsAre("0 /24: It is not a year such as 2024", "0 /2024/13/01: There is no date 2024-13-01",
                  "0 /2024/02/30: There is no date 2024-02-30", "0 /2024/02/01/entrance: It is no list of times",
                  "0 /2024/02/01/pause: It is neither entrance nor leave",
                  "0 /2024/02/01/leave/0: It is no time such as \"08-30\"",
                  "0 /2024/02/01/leave/1: It is no time such as \"08-30\"",
                  "0 /2024/02/x: It is not a day from 01 to 31", "0 /2024/04: It is no object"));
  EXPECT_EQ(report.created, 1);
  EXPECT_EQ(import_json("{\"2024\": ").error().code, "attendance_malformed");
  EXPECT_THAT(in_words(expect_value(import_json("[]", false, true)).errors), ElementsAre("0 /: It is no object"));
  EXPECT_THAT(in_words(expect_value(import_json(R"({"2024": {}})", true, true)).errors),
              ElementsAre(HasSubstr("0 /2024: It is no e-mail")));
}

}  // namespace
}  // namespace attendsense::service::testing
