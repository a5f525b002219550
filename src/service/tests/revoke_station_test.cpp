#include "attendsense/service/revoke_station.hpp"

#include "attendsense/service/authenticate.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(RevokeStation, the_token_stops_working_but_accepted_captures_count) {
  Office office;
  office.hire("Ada", "Lovelace", person(1));
  const auto door = office.open_door(core::CameraDirection::in);
  const auto job = office.capture(door, {{.direction = person(1)}});
  expect_value(revoke_station::run(office.ports(), {office.boss, door.station.station.id}, office.now()));
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {door.token}, office.now())), "token_invalid");
  EXPECT_EQ(expect_value(office.process(job)).faces.at(0).outcome, core::Outcome::booked);
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {door.token}, office.now())), "token_invalid");
}

TEST(RevokeStation, an_unknown_one_is_not_there) {
  Office office;
  const auto run =
      revoke_station::run(office.ports(), {office.boss, core::StationId::make(office.now())}, office.now());
  EXPECT_EQ(code_of(run), "station_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
