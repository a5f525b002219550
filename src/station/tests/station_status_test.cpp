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

TEST(StationStatus, a_report_is_what_the_server_takes) {
  const core::StationReport report{
      .version = "1.2.3",
      .waiting = 3,
      .set_aside = 2,
      .dropped = 1,
      .cameras = {{.name = "gate", .state = core::CameraState::lost, .why = "It\nis\tgone"}}};
  EXPECT_EQ(boost::json::parse(report_text(report)),
            boost::json::parse(R"({"version":"1.2.3","waiting":3,"set_aside":2,"dropped":1,
              "cameras":[{"name":"gate","state":"lost","why":"It is gone"}]})"));
}

TEST(StationStatus, a_report_names_this_programs_version) {
  EXPECT_FALSE(boost::json::parse(report_text({})).at("version").as_string().empty());
}

TEST(StationStatus, a_long_reason_is_cut_between_characters) {
  const auto why_of = [](const std::string& why) {
    const auto told = boost::json::parse(report_text({.version = "9", .cameras = {{.name = "gate", .why = why}}}));
    return std::string(told.at("cameras").at(0).at("why").as_string());
  };
  EXPECT_EQ(why_of(std::string(501, 'x')), std::string(500, 'x'));
  EXPECT_EQ(why_of(std::string(499, 'x') + "é"), std::string(499, 'x'));
  EXPECT_EQ(why_of(std::string(498, 'x') + "é"), std::string(498, 'x') + "é");
}

}  // namespace
}  // namespace attendsense::station
