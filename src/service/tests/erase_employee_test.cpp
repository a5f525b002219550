#include "attendsense/service/erase_employee.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/read_employee.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct EraseEmployee : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Adalgisa", "Zimmerwald", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::in);

  auto erase(core::EmployeeId employee) {
    return erase_employee::run(office.ports(), {office.boss, employee}, office.now());
  }
};

TEST_F(EraseEmployee, the_gallery_and_the_door_no_longer_know_them) {
  EXPECT_EQ(office.see(door, {.direction = person(1)}).outcome, core::Outcome::booked);
  expect_value(erase(ada));
  EXPECT_EQ(office.gallery.size(), 1U);
  office.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(office.see(door, {.direction = person(1)}).outcome, core::Outcome::unknown);
  EXPECT_EQ(code_of(read_employee::run(office.ports(), {office.boss, ada}, office.now())), "employee_unknown");
}

TEST_F(EraseEmployee, nothing_personal_is_left_in_punches_sightings_and_events) {
  office.see(door, {.direction = person(1)});
  ASSERT_EQ(office.punches().size(), 1U);
  expect_value(erase(ada));
  EXPECT_TRUE(office.punches().empty());
  for (const core::Sighting& sighting : office.sightings()) EXPECT_NE(sighting.best, ada);
  for (const core::Event& event : office.events()) {
    EXPECT_THAT(event.body, ::testing::Not(::testing::HasSubstr("Adalgisa")));
  }
}

TEST_F(EraseEmployee, the_audit_keeps_that_it_happened_and_still_fits) {
  expect_value(erase(ada));
  EXPECT_EQ(office.audit_actions().back(), "employee.erase");
  const auto verified =
      core::read_from(*office.store, [&](core::Transaction& t) { return t.audit().verify(office.company); });
  EXPECT_TRUE(verified.has_value());
}

TEST_F(EraseEmployee, the_last_administrator_stays) {
  EXPECT_EQ(code_of(erase(office.administrator)), "last_administrator");
}

TEST_F(EraseEmployee, the_same_face_may_be_enrolled_again) {
  expect_value(erase(ada));
  EXPECT_NE(office.hire("Grace", "Hopper", person(1)), ada);
}

TEST_F(EraseEmployee, a_second_time_there_is_nobody) {
  expect_value(erase(ada));
  EXPECT_EQ(code_of(erase(ada)), "employee_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
