#include "attendsense/station/station_status.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "testing/events.hpp"

namespace attendsense::station {
namespace {

using std::chrono::microseconds;

TEST(StationStatus, tells_what_the_contract_says) {
  const auto station = core::StationId::make(testing::kEventTime);
  const auto text =
      status_text(station, Presence::online, {.waiting = 3, .clock_offset = microseconds(-7)}, testing::kEventTime);
  const auto status = boost::json::parse(text).as_object();
  EXPECT_EQ(status.at("schema"), "attendsense.status.v1");
  EXPECT_EQ(status.at("station_id").as_string(), station.to_string());
  EXPECT_EQ(status.at("online"), true);
  EXPECT_EQ(status.at("at"), "2026-03-01T00:00:00.000000Z");
  EXPECT_EQ(status.at("waiting"), 3);
  EXPECT_EQ(status.at("clock_offset_us"), -7);
  EXPECT_FALSE(status.at("version").as_string().empty());
}

TEST(StationStatus, says_nothing_that_is_not_known) {
  const auto station = core::StationId::make(testing::kEventTime);
  const auto online = boost::json::parse(status_text(station, Presence::online, {}, testing::kEventTime)).as_object();
  EXPECT_FALSE(online.contains("clock_offset_us"));
  const auto offline =
      boost::json::parse(status_text(station, Presence::offline, {.waiting = 3}, testing::kEventTime)).as_object();
  EXPECT_EQ(offline.at("online"), false);
  EXPECT_FALSE(offline.contains("waiting"));
}

}  // namespace
}  // namespace attendsense::station
