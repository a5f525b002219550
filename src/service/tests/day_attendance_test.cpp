#include "attendsense/service/day_attendance.hpp"

#include "attendsense/service/update_employee.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using std::chrono::hours;

struct DayAttendance : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::both);

  auto on(const char* date) {
    return expect_value(
        day_attendance::run(office.ports(), {office.boss, expect_value(parse_date(date))}, office.now()));
  }

  static const core::DayFigures& day_of(const day_attendance::Output& output, core::EmployeeId id) {
    return std::ranges::find(output.items, id, [](const auto& item) { return item.person.id; })->day;
  }
};

TEST_F(DayAttendance, sums_up_everybody) {
  office.see(door, {.direction = person(1)});
  office.clock.advance(hours{8});
  office.see(door, {.direction = person(1)});
  const auto output = on("2026-03-02");
  ASSERT_EQ(output.items.size(), 2U);
  EXPECT_EQ(output.items[0].person.name, "Charles Babbage") << "by family name";
  EXPECT_EQ(output.items[0].day.state, core::DayState::absent);
  EXPECT_EQ(day_of(output, ada).worked, hours{8});
  EXPECT_EQ(day_of(output, ada).state, core::DayState::present);
  EXPECT_EQ(day_of(on("2026-03-03"), ada).state, core::DayState::upcoming);
}

TEST_F(DayAttendance, a_night_shift_belongs_to_the_day_it_began_on) {
  office.clock.set(monday_morning() + hours{14});  // 22:00 in Berlin
  office.see(door, {.direction = person(1)});
  office.clock.advance(hours{8});
  office.see(door, {.direction = person(1)});
  EXPECT_EQ(day_of(on("2026-03-02"), ada).worked, hours{8});
  EXPECT_EQ(day_of(on("2026-03-03"), ada).state, core::DayState::absent);
}

TEST_F(DayAttendance, who_has_left_the_company_shows_only_where_they_were) {
  office.see(door, {.direction = person(1)});
  update_employee::Input leave{.actor = office.boss, .employee = ada};
  leave.state = core::EmployeeState::inactive;
  expect_value(update_employee::run(office.ports(), leave, office.now()));
  EXPECT_EQ(on("2026-03-02").items.size(), 2U);
  EXPECT_EQ(on("2026-03-03").items.size(), 1U);
}

TEST_F(DayAttendance, an_employee_sees_themselves) {
  const auto output = expect_value(day_attendance::run(
      office.ports(), {office.principal_of(ada), expect_value(parse_date("2026-03-02"))}, office.now()));
  ASSERT_EQ(output.items.size(), 1U);
  EXPECT_EQ(output.items[0].person.id, ada);
}

}  // namespace
}  // namespace attendsense::service::testing
