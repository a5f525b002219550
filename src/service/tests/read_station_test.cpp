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

class SeenStation : public ::testing::Test {
 protected:
  // As a person reads it.
  core::Station stored() {
    return expect_value(read_station::run(office.ports(), {office.boss, door.station.station.id}, office.now()))
        .station.station;
  }

  std::optional<Instant> last_seen() { return stored().last_seen; }

  void ask(std::optional<core::StationId> station = std::nullopt) {
    expect_value(read_station::run(office.ports(), {office.principal_of(door), station}, office.now()));
  }

  Office office;
  create_station::Output door = office.open_door(core::CameraDirection::in);
};

TEST_F(SeenStation, is_seen_by_asking_though_nobody_passes) {
  EXPECT_FALSE(last_seen()) << "a person who reads it is not the station";
  ask();
  EXPECT_EQ(last_seen(), office.now());
  office.clock.advance(std::chrono::seconds{30});
  ask(door.station.station.id);
  EXPECT_EQ(last_seen(), office.now());
}

TEST_F(SeenStation, is_written_no_oftener_than_worth_it) {
  ask();
  const Instant first = office.now();
  office.clock.advance(read_station::kNotedEvery - std::chrono::seconds{1});
  ask();
  EXPECT_EQ(last_seen(), first);
  office.clock.advance(std::chrono::seconds{1});
  ask();
  EXPECT_EQ(last_seen(), office.now());
}

TEST_F(SeenStation, tells_its_clock_by_asking_and_is_believed_within_a_century) {
  const auto ask = [&](std::chrono::microseconds offset) {
    return read_station::run(office.ports(), {office.principal_of(door), std::nullopt, offset}, office.now());
  };
  expect_value(ask(std::chrono::minutes{7}));
  EXPECT_EQ(stored().clock_offset, std::chrono::minutes{7});
  expect_value(ask(std::chrono::minutes{-3}));
  EXPECT_EQ(stored().clock_offset, std::chrono::minutes{-3}) << "a clock that moved is written at once";
  expect_value(ask(std::chrono::milliseconds{-180'100}));
  EXPECT_EQ(stored().clock_offset, std::chrono::minutes{-3}) << "a tenth of a second is not worth a write";
  for (const auto wrong : {std::chrono::microseconds::min(), std::chrono::microseconds::max()}) {
    EXPECT_EQ(code_of(ask(wrong)), "input_invalid");
  }
  EXPECT_EQ(stored().clock_offset, std::chrono::minutes{-3});
}

TEST_F(SeenStation, keeps_the_clock_it_told_when_it_tells_none) {
  expect_value(read_station::run(office.ports(), {office.principal_of(door), std::nullopt, std::chrono::seconds{9}},
                                 office.now()));
  office.clock.advance(std::chrono::seconds{30});
  ask();
  EXPECT_EQ(stored().clock_offset, std::chrono::seconds{9});
  EXPECT_EQ(stored().last_seen, office.now());
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
