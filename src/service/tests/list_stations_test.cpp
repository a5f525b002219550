#include "attendsense/service/list_stations.hpp"

#include "attendsense/service/revoke_station.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(ListStations, shows_all_without_their_keys) {
  Office office;
  const auto front = office.open_door(core::CameraDirection::in, "Front");
  office.open_door(core::CameraDirection::out, "Back");
  expect_value(revoke_station::run(office.ports(), {office.boss, front.station.station.id}, office.now()));
  const auto output = expect_value(list_stations::run(office.ports(), {office.boss}, office.now()));
  ASSERT_EQ(output.items.size(), 2U);
  EXPECT_EQ(output.items[0].station.state, core::StationState::revoked);
  EXPECT_EQ(output.items[1].station.name, "Back");
  for (const StationView& view : output.items) EXPECT_TRUE(view.station.key.empty());
}

}  // namespace
}  // namespace attendsense::service::testing
