#include "attendsense/service/employee_attendance.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct EmployeeAttendance : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::both);

  auto run(const Principal& actor, const char* from, const char* to) {
    return employee_attendance::run(
        office.ports(), {actor, ada, expect_value(parse_date(from)), expect_value(parse_date(to))}, office.now());
  }
};

TEST_F(EmployeeAttendance, every_date_of_the_range_is_there) {
  for (int day = 0; day < 2; ++day) {
    office.see(door, {.direction = person(1)});
    office.clock.advance(std::chrono::hours{7});
    office.see(door, {.direction = person(1)});
    office.clock.advance(std::chrono::hours{17});
  }
  const auto output = expect_value(run(office.principal_of(ada), "2026-03-01", "2026-03-04"));
  ASSERT_EQ(output.days.size(), 4U);
  EXPECT_EQ(output.person.time_zone, "Europe/Berlin");
  EXPECT_EQ(output.days[0].state, core::DayState::absent);
  EXPECT_EQ(output.days[1].worked, std::chrono::hours{7});
  EXPECT_EQ(output.days[2].worked, std::chrono::hours{7});
  EXPECT_EQ(to_string(output.days[3].date), "2026-03-04");
  EXPECT_EQ(output.total.worked, std::chrono::hours{14});
}

TEST_F(EmployeeAttendance, ranges_have_bounds) {
  EXPECT_EQ(fields_of(run(office.boss, "2026-03-02", "2026-03-01")), std::vector<std::string>{"to"});
  EXPECT_EQ(fields_of(run(office.boss, "2026-01-01", "2027-01-02")), std::vector<std::string>{"to"});
  EXPECT_TRUE(run(office.boss, "2026-01-01", "2027-01-01").has_value());
}

TEST_F(EmployeeAttendance, others_are_not_shown) {
  const auto grace = office.hire("Grace", "Hopper", std::nullopt);
  EXPECT_EQ(code_of(run(office.principal_of(grace), "2026-03-01", "2026-03-02")), "permission_missing");
}

}  // namespace
}  // namespace attendsense::service::testing
