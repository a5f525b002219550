#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, what_a_station_told_last_is_kept) {
  const StationId station = office_.station.id;
  EXPECT_FALSE(get([&](auto& t) { return t.station_reports().find(station); }));

  const StationReport first{
      .version = "1.2.3",
      .waiting = 5,
      .set_aside = 2,
      .dropped = 7,
      .cameras = {{.name = "gate", .state = CameraState::running, .why = ""},
                  {.name = "yard", .state = CameraState::lost, .why = "The cable \"is\" out: é"}}};
  must(write([&](auto& t) { return t.station_reports().set(station, {first, at(3)}); }));
  const auto kept = get([&](auto& t) { return t.station_reports().find(station); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->report, first);
  EXPECT_EQ(kept->at, at(3));

  const StationReport second{.version = "1.2.4", .cameras = {}};
  must(write([&](auto& t) { return t.station_reports().set(station, {second, at(4)}); }));
  const auto after = get([&](auto& t) { return t.station_reports().find(station); });
  EXPECT_EQ(after->report, second);
  EXPECT_EQ(after->at, at(4));
}

TEST_P(StoreContract, a_station_that_is_not_there_tells_nothing) {
  EXPECT_FALSE(write([&](auto& t) { return t.station_reports().set(new_id<StationId>(), {}); }));
}

}  // namespace attendsense::store::testing
