#include "attendsense/service/read_station.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(ReadStation, a_station_reads_itself_and_no_other) {
  Office office;
  const auto front = office.open_door(core::CameraDirection::in, "Front");
  const auto back = office.open_door(core::CameraDirection::out, "Back");
  const Principal as_front = office.principal_of(front);
  const auto own = expect_value(read_station::run(office.ports(), {as_front, std::nullopt}, office.now()));
  EXPECT_EQ(own.station.station.name, "Front");
  EXPECT_EQ(own.company, "Analytical Engines");
  EXPECT_EQ(own.language, "en");
  EXPECT_TRUE(own.station.station.key.empty());
  const auto other = read_station::run(office.ports(), {as_front, back.station.station.id}, office.now());
  EXPECT_EQ(code_of(other), "permission_missing");
}

TEST(ReadStation, a_person_has_to_name_one) {
  Office office;
  EXPECT_EQ(code_of(read_station::run(office.ports(), {office.boss, std::nullopt}, office.now())),
            "station_token_needed");
  EXPECT_EQ(
      code_of(read_station::run(office.ports(), {office.boss, core::StationId::make(office.now())}, office.now())),
      "station_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
