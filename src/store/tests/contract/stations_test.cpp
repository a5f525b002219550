#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_station_is_found_as_it_was_stored) {
  const auto found = get([&](auto& t) { return t.stations().find(office_.station.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->company, office_.company.id);
  EXPECT_EQ(found->site, office_.site.id);
  EXPECT_EQ(found->name, "Front door");
  EXPECT_EQ(found->state, StationState::active);
  EXPECT_EQ(found->key.reveal(), "a-key-of-the-station");
  EXPECT_FALSE(found->last_seen);
  EXPECT_FALSE(found->clock_offset);
  EXPECT_EQ(found->created_at, office_.station.created_at);
}

TEST_P(StoreContract, a_station_is_changed) {
  Station changed = office_.station;
  changed.name = "Back door";
  changed.state = StationState::revoked;
  changed.key = Secret("another key");
  changed.last_seen = at(77);
  changed.clock_offset = std::chrono::microseconds{-1'500'000};
  must(write([&](auto& t) { return t.stations().update(changed); }));

  const auto listed = get([&](auto& t) { return t.stations().list(office_.company.id); });
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].name, "Back door");
  EXPECT_EQ(listed[0].state, StationState::revoked);
  EXPECT_EQ(listed[0].key.reveal(), "another key");
  EXPECT_EQ(listed[0].last_seen, at(77));
  EXPECT_EQ(listed[0].clock_offset, std::chrono::microseconds{-1'500'000});
}

TEST_P(StoreContract, an_unknown_station_cannot_be_changed) {
  Station nowhere = office_.station;
  nowhere.id = new_id<StationId>();
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.stations().update(nowhere); }), Failure::not_found, "station_unknown"));
}

TEST_P(StoreContract, the_cameras_of_a_station_have_names_of_their_own) {
  const Camera second{new_id<CameraId>(), office_.station.id, "exit", CameraDirection::out};
  must(write([&](auto& t) { return t.stations().add_camera(second); }));
  EXPECT_EQ(get([&](auto& t) { return t.stations().cameras(office_.station.id); }).size(), 2U);
  const auto found = get([&](auto& t) { return t.stations().find_camera(second.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->station, office_.station.id);
  EXPECT_EQ(found->name, "exit");
  EXPECT_EQ(found->direction, CameraDirection::out);

  const Camera same{new_id<CameraId>(), office_.station.id, "exit", CameraDirection::in};
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.stations().add_camera(same); }), Failure::conflict,
                         "camera_name_taken"));
}

}  // namespace attendsense::store::testing
