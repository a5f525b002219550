#include "attendsense/service/presence.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(Presence, counts_who_is_here_was_here_and_was_not) {
  Office office;
  office.hire("Ada", "Lovelace", person(1));
  office.hire("Grace", "Hopper", person(2));
  const auto door = office.open_door(core::CameraDirection::both);
  const Instant came = office.now();
  office.see(door, {.direction = person(1)});
  office.see(door, {.direction = person(2)});
  office.clock.advance(std::chrono::hours{4});
  office.see(door, {.direction = person(2)});
  const auto now = expect_value(presence::run(office.ports(), {office.boss}, office.now()));
  EXPECT_EQ(now.absent, 1);
  EXPECT_EQ(now.present, 1);
  EXPECT_EQ(now.in_office, 1);
  ASSERT_EQ(now.items.size(), 3U);
  EXPECT_EQ(now.items[1].person.name, "Grace Hopper");
  EXPECT_EQ(now.items[1].since, office.now());
  EXPECT_EQ(now.items[2].since, came);
}

TEST(Presence, a_night_shift_is_in_the_office_after_midnight) {
  Office office;
  office.hire("Ada", "Lovelace", person(1));
  const auto door = office.open_door(core::CameraDirection::in);
  office.clock.set(monday_morning() + std::chrono::hours{14});
  office.see(door, {.direction = person(1)});
  office.clock.advance(std::chrono::hours{5});
  EXPECT_EQ(expect_value(presence::run(office.ports(), {office.boss}, office.now())).in_office, 1);
  office.clock.advance(std::chrono::hours{24});
  EXPECT_EQ(expect_value(presence::run(office.ports(), {office.boss}, office.now())).in_office, 0);
}

}  // namespace
}  // namespace attendsense::service::testing
