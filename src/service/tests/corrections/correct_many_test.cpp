#include "attendsense/service/corrections/correct_many.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/corrections/decide_batch.hpp"
#include "attendsense/service/corrections/list_corrections.hpp"
#include "attendsense/service/employee_attendance.hpp"
#include "reports/reports_office.hpp"

namespace attendsense::service::testing {
namespace {

using core::Direction;
using core::RequestState;
using correct_many::Lack;
using correct_many::WallClock;
using decide_correction::Verdict;

constexpr LocalDate kTuesday = 2026y / 3 / 3;
constexpr LocalDate kWednesday = 2026y / 3 / 4;

// The week of the reports: everybody is to work from 9 to 17. Ada did not leave on Wednesday; Grace and Charles were
// not there from Tuesday on.
struct CorrectMany : ::testing::Test {
  ReportsOffice office;
  correct_many::Input input{.actor = office.boss, .reason = "The reader was down"};

  void down(LocalDate date, std::chrono::minutes from, std::chrono::minutes to, Direction direction) {
    input.from = WallClock{date, from};
    input.to = WallClock{date, to};
    input.direction = direction;
  }

  auto run() { return correct_many::run(office.ports(), input, office.now()); }

  // "Lovelace leave 16:00", in UTC.
  std::vector<std::string> lacking() {
    input.preview = true;
    std::vector<std::string> found;
    for (const auto& item : expect_value(run()).items) {
      found.push_back(item.person.name.substr(item.person.name.find(' ') + 1) + " " +
                      std::string(to_string(item.lack)) + " " + to_rfc3339(item.at).substr(11, 5));
    }
    input.preview = false;
    return found;
  }

  core::DayFigures day(core::EmployeeId employee, LocalDate date) {
    return expect_value(employee_attendance::run(office.ports(), {office.boss, employee, date, date}, office.now()))
        .days.front();
  }

  void punch(core::EmployeeId employee, LocalDate date, std::chrono::minutes clock, Direction direction) {
    office.punch(employee, date, clock, direction);
  }

  auto decide(core::CorrectionBatchId batch, const Principal& actor, Verdict verdict) {
    return decide_batch::run(office.ports(), {actor, batch, verdict, ""}, office.now());
  }

  core::EmployeeId grace = office.grace;
};

TEST_F(CorrectMany, a_leave_that_the_reader_missed_is_made_when_the_shift_ends) {
  down(kWednesday, 16h + 30min, 18h, Direction::out);
  EXPECT_EQ(lacking(), std::vector<std::string>{"Lovelace leave 16:00"});
  EXPECT_EQ(day(office.ada, kWednesday).worked, 0h) << "a preview writes nothing";
  const auto done = expect_value(run());
  ASSERT_TRUE(done.batch);
  EXPECT_EQ(done.items.at(0).state, RequestState::approved);
  EXPECT_EQ(day(office.ada, kWednesday).worked, 8h);
  EXPECT_TRUE(lacking().empty()) << "the same again finds nothing to do";
  EXPECT_FALSE(expect_value(run()).batch);
  EXPECT_THAT(office.audit_actions(), ::testing::IsSupersetOf({"correction.enter", "correction.enter_many"}));
}

TEST_F(CorrectMany, a_batch_is_undone_as_a_whole) {
  down(kTuesday, 8h, 10h, Direction::in);
  const auto batch = expect_value(run()).batch;
  ASSERT_TRUE(batch);
  EXPECT_NE(day(grace, kTuesday).state, core::DayState::absent);
  EXPECT_EQ(code_of(decide(*batch, office.as_approver, Verdict::undo)), "own_request") << "Grace herself";
  const auto undone = expect_value(decide(*batch, office.boss, Verdict::undo));
  EXPECT_EQ(undone.decided, 1);
  EXPECT_EQ(undone.passed_over, 1) << "the administrator's own still waits";
  EXPECT_EQ(day(grace, kTuesday).state, core::DayState::absent);
  EXPECT_EQ(code_of(decide(*batch, office.boss, Verdict::undo)), "request_decided");
}

TEST_F(CorrectMany, an_entrance_is_missing_of_who_left_or_was_not_seen_at_all) {
  punch(grace, kTuesday, 17h, Direction::out);
  down(kTuesday, 8h, 10h, Direction::in);
  EXPECT_EQ(lacking(), (std::vector<std::string>{"Babbage presence 08:00", "Hopper entrance 08:00"}));
  input.at = WallClock{kTuesday, 9h + 30min};
  EXPECT_EQ(lacking(), (std::vector<std::string>{"Babbage presence 08:30", "Hopper entrance 08:30"}));
  input.employees = {grace};
  EXPECT_EQ(lacking(), std::vector<std::string>{"Hopper entrance 08:30"});
}

TEST_F(CorrectMany, who_was_to_come_at_another_time_is_left_alone) {
  punch(grace, kTuesday, 17h, Direction::out);
  down(kTuesday, 9h + 30min, 11h, Direction::in);
  EXPECT_TRUE(lacking().empty());
  down(kTuesday, 16h, 18h, Direction::out);
  EXPECT_TRUE(lacking().empty()) << "who was not there in the morning did not leave in the evening";
  down(kTuesday, 7h, 19h, Direction::out);
  EXPECT_EQ(lacking(), std::vector<std::string>{"Babbage presence 16:00"}) << "the whole day was dark";
}

TEST_F(CorrectMany, the_end_of_a_break_is_found_and_nothing_is_put_between_other_punches) {
  punch(grace, kTuesday, 9h, Direction::in);
  punch(grace, kTuesday, 12h, Direction::out);
  punch(grace, kTuesday, 17h, Direction::out);
  input.employees = {grace};
  down(kTuesday, 12h + 30min, 13h + 30min, Direction::in);
  input.at = WallClock{kTuesday, 13h};
  EXPECT_EQ(lacking(), std::vector<std::string>{"Hopper entrance 12:00"});
  down(kTuesday, 10h, 11h, Direction::in);
  input.at = WallClock{kTuesday, 10h + 30min};
  EXPECT_TRUE(lacking().empty());
}

TEST_F(CorrectMany, instants_do_as_well_as_the_clock_on_the_wall) {
  down(kWednesday, 0h, 0h, Direction::out);
  input.from = std::chrono::sys_days{kWednesday} + 15h;
  input.to = std::chrono::sys_days{kWednesday} + 17h;
  EXPECT_EQ(lacking(), std::vector<std::string>{"Lovelace leave 16:00"});
  input.at = std::chrono::sys_days{kWednesday} + 15h + 45min;
  EXPECT_EQ(lacking(), std::vector<std::string>{"Lovelace leave 15:45"});
}

TEST_F(CorrectMany, who_is_still_there_has_not_left) {
  const LocalDate today = 2026y / 3 / 9;
  office.clock.set(std::chrono::sys_days{today} + 15h);  // 16:00 in Berlin
  punch(grace, today, 9h, Direction::in);
  down(today, 14h, 15h, Direction::out);
  input.at = WallClock{today, 14h + 30min};
  EXPECT_TRUE(lacking().empty());
  office.clock.set(std::chrono::sys_days{today} + 17h);
  down(today, 16h + 30min, 17h + 30min, Direction::out);
  input.at = {};
  EXPECT_EQ(lacking(), std::vector<std::string>{"Hopper leave 16:00"}) << "the shift is over";
}

TEST_F(CorrectMany, who_follows_no_schedule_is_meant_when_named) {
  const LocalDate before_all_schedules = 2026y / 2 / 27;
  down(before_all_schedules, 8h, 10h, Direction::in);
  input.at = WallClock{before_all_schedules, 9h};
  EXPECT_TRUE(lacking().empty());
  input.employees = {grace};
  EXPECT_EQ(lacking(), std::vector<std::string>{"Hopper presence 08:00"});
}

TEST_F(CorrectMany, a_second_approver_approves_the_batch_and_nothing_is_asked_twice) {
  office.change_policy([](core::Policy& policy) { policy.second_approver = true; });
  down(kWednesday, 16h, 18h, Direction::out);
  const auto done = expect_value(run());
  EXPECT_EQ(done.items.at(0).state, RequestState::half_approved);
  EXPECT_TRUE(lacking().empty());
  EXPECT_EQ(day(office.ada, kWednesday).worked, 0h);
  EXPECT_EQ(code_of(decide(*done.batch, office.boss, Verdict::approve)), "second_approver_needed");
  EXPECT_EQ(expect_value(decide(*done.batch, office.as_approver, Verdict::approve)).decided, 1);
  EXPECT_EQ(day(office.ada, kWednesday).worked, 8h);
}

TEST_F(CorrectMany, ones_own_is_asked_for_and_left_to_others) {
  down(kTuesday, 8h, 10h, Direction::in);
  const auto done = expect_value(run());
  ASSERT_EQ(done.items.size(), 2U);
  EXPECT_EQ(done.items[0].person.id, office.administrator);
  EXPECT_EQ(done.items[0].state, RequestState::requested);
  EXPECT_EQ(done.items[1].state, RequestState::approved);
  const auto listed = expect_value(
      list_corrections::run(office.ports(), {.actor = office.boss, .filter = {.batch = done.batch}}, office.now()));
  EXPECT_EQ(listed.items.size(), 2U);
}

TEST_F(CorrectMany, nothing_is_written_where_one_day_is_closed) {
  office.close_period(kTuesday, kTuesday, office.site);
  down(kTuesday, 8h, 10h, Direction::in);
  EXPECT_EQ(code_of(run()), "period_closed");
  EXPECT_TRUE(expect_value(list_corrections::run(office.ports(), {.actor = office.boss}, office.now())).items.empty());
}

TEST_F(CorrectMany, times_that_contradict_themselves_are_refused) {
  down(kTuesday, 10h, 8h, Direction::in);
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"to"});
  down(2026y / 3 / 9, 8h, 10h, Direction::in);
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"to"}) << "it is 8 o'clock now";
  down(kTuesday, 8h, 10h, Direction::in);
  input.at = WallClock{kTuesday, 11h};
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"at"});
  input.from = WallClock{2026y / 2 / 30, -1h};
  input.reason = " ";
  EXPECT_EQ(fields_of(run()), (std::vector<std::string>{"reason", "date", "from"}));
}

TEST_F(CorrectMany, strangers_and_unknown_things_are_told) {
  down(kTuesday, 8h, 10h, Direction::in);
  input.site = core::SiteId::make(office.now());
  EXPECT_EQ(code_of(run()), "site_unknown");
  input.site = {};
  input.employees = {core::EmployeeId::make(office.now())};
  EXPECT_EQ(code_of(run()), "employee_unknown");
  input.actor = office.as_ada;
  EXPECT_EQ(code_of(run()), "permission_missing");
  const auto batch = core::CorrectionBatchId::make(office.now());
  EXPECT_EQ(code_of(decide(batch, office.boss, Verdict::undo)), "batch_unknown");
  EXPECT_EQ(code_of(decide(batch, office.as_ada, Verdict::undo)), "permission_missing");
}

}  // namespace
}  // namespace attendsense::service::testing
