#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/service/event_feed.hpp"
#include "attendsense/service/revoke_station.hpp"
#include "attendsense/service/station_watch.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Alerts : public ::testing::Test {
 protected:
  std::vector<boost::json::object> alerts() {
    std::vector<boost::json::object> found;
    for (const core::Event& event : office.events()) {
      if (event.type == "alert") found.push_back(boost::json::parse(event.body).as_object());
    }
    return found;
  }

  // "station_silent began", ... in order.
  std::vector<std::string> told() {
    std::vector<std::string> words;
    for (const auto& alert : alerts()) {
      words.push_back(std::string(alert.at("kind").as_string()) + " " + std::string(alert.at("state").as_string()));
    }
    return words;
  }

  void set_station(std::optional<Instant> last_seen, std::optional<std::chrono::microseconds> clock_offset) {
    ASSERT_TRUE(office.store->write([&](core::Transaction& transaction) -> Result<void> {
      core::Station station = transaction.stations().find(door.station.station.id).value().value();
      station.last_seen = last_seen;
      station.clock_offset = clock_offset;
      return transaction.stations().update(station);
    }));
  }

  // Until a watch that has just begun has told so much.
  bool looks_until(std::size_t count) {
    const StationWatch watch(*office.store, office.events_written, office.clock,
                             {.interval = 5ms, .listening_since = listening_since});
    return eventually([&] { return told().size() >= count; });
  }

  // Some looks later.
  void looks_a_while() {
    const std::size_t before = told().size();
    const StationWatch watch(*office.store, office.events_written, office.clock, {.interval = 1ms});
    for (int i = 0; i < 10; ++i) EXPECT_EQ(told().size(), before);
  }

  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::in);
  std::optional<Instant> listening_since = office.now() - 24h;
};

TEST_F(Alerts, tell_of_a_spoof_once_a_passage) {
  core::CaptureJob first = office.capture(
      door, {{.direction = person(1), .liveness = vision::LivenessVerdict::spoof, .liveness_score = 0.02F}});
  core::CaptureJob second = office.capture(
      door, {{.direction = person(1), .liveness = vision::LivenessVerdict::spoof, .liveness_score = 0.02F}});
  second.passage = first.passage;
  expect_value(office.process(first));
  expect_value(office.process(second));
  ASSERT_THAT(told(), ElementsAre("spoof once"));
  const boost::json::object alert = alerts()[0];
  EXPECT_EQ(alert.at("capture_id").as_string(), first.capture.to_string());
  EXPECT_EQ(alert.at("station_id").as_string(), door.station.station.id.to_string());
  EXPECT_EQ(alert.at("site_id").as_string(), office.site.to_string());
  EXPECT_EQ(alert.at("reason"), "not_live");
  EXPECT_TRUE(alert.at("employee_id").is_null()) << "nobody knows who held it up";
}

TEST_F(Alerts, tell_of_a_capture_that_comes_into_a_closed_period) {
  const LocalDate monday{std::chrono::year{2026} / 3 / 2};
  core::Period period;
  period.id = core::PeriodId::make(office.now());
  period.company = office.company;
  period.from = period.to = monday;
  period.closed_by = "system";
  period.closed_at = office.now();
  ASSERT_TRUE(office.store->write([&](core::Transaction& t) { return t.periods().add(period); }));
  office.see(door, {.direction = person(1)});
  ASSERT_THAT(told(), ElementsAre("period_changed once"));
  EXPECT_EQ(alerts()[0].at("period_id").as_string(), period.id.to_string());
  EXPECT_EQ(alerts()[0].at("employee_id").as_string(), ada.to_string());
  office.clock.advance(24h);
  office.see(door, {.direction = person(1)});
  EXPECT_EQ(told().size(), 1U);
}

TEST_F(Alerts, tell_once_that_a_station_fell_silent_and_once_that_it_spoke) {
  set_station(office.now() - 6min, std::nullopt);
  ASSERT_TRUE(looks_until(1));
  looks_a_while();  // by a watch that has just begun: what was told is not taken back by a restart
  EXPECT_THAT(told(), ElementsAre("station_silent began"));
  EXPECT_EQ(alerts()[0].at("station_id").as_string(), door.station.station.id.to_string());
  set_station(office.now(), std::nullopt);
  ASSERT_TRUE(looks_until(2));
  EXPECT_THAT(told(), ElementsAre("station_silent began", "station_silent ended"));
}

TEST_F(Alerts, tell_of_no_silence_while_the_server_itself_was_down) {
  set_station(office.now() - 6min, 31s);
  listening_since.reset();
  ASSERT_TRUE(looks_until(1));
  EXPECT_THAT(told(), ElementsAre("station_clock_wrong began"));
  listening_since = office.now() - 5min - 1s;
  ASSERT_TRUE(looks_until(2));
  EXPECT_THAT(told(), ElementsAre("station_clock_wrong began", "station_silent began"));
}

TEST_F(Alerts, tell_of_a_clock_that_is_wrong_either_way) {
  set_station(office.now(), -31s);
  ASSERT_TRUE(looks_until(1));
  EXPECT_THAT(told(), ElementsAre("station_clock_wrong began"));
  set_station(office.now(), 29s);
  ASSERT_TRUE(looks_until(2));
  set_station(office.now(), 10min);
  ASSERT_TRUE(looks_until(3));
  EXPECT_THAT(told(),
              ElementsAre("station_clock_wrong began", "station_clock_wrong ended", "station_clock_wrong began"));
}

TEST_F(Alerts, tell_nothing_of_a_station_that_is_new_or_revoked) {
  looks_a_while();
  set_station(office.now() - 13h, 1h);
  ASSERT_TRUE(looks_until(2));
  expect_value(revoke_station::run(office.ports(), {office.boss, door.station.station.id}, office.now()));
  ASSERT_TRUE(looks_until(4));
  const auto words = told();
  EXPECT_THAT(std::vector(words.begin() + 2, words.end()),
              ::testing::UnorderedElementsAre("station_silent ended", "station_clock_wrong ended"));
  looks_a_while();
}

TEST_F(Alerts, are_heard_by_who_manages_the_company_and_no_station) {
  office.see(door, {.direction = person(1), .liveness = vision::LivenessVerdict::spoof, .liveness_score = 0.02F});
  const core::Event alert = office.events().back();
  ASSERT_EQ(alert.type, "alert");
  EXPECT_TRUE(expect_value(EventFeed::open(office.ports(), office.boss)).concerns(alert));
  EXPECT_FALSE(expect_value(EventFeed::open(office.ports(), office.principal_of(door))).concerns(alert));
  EXPECT_FALSE(expect_value(EventFeed::open(office.ports(), office.principal_of(ada))).concerns(alert));
}

}  // namespace
}  // namespace attendsense::service::testing
