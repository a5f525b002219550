#include "attendsense/station/terminal_reporter.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "testing/events.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;

StationObserver::Heard heard(const boost::json::object& payload, const std::string& type) {
  Result<StationEvent> event = read_event(type, testing::envelope(payload), Secret(testing::kKey));
  EXPECT_TRUE(event);
  return {.event = std::move(*event), .after_frame = 412ms, .is_late = false};
}

boost::json::object punch() {
  return testing::punch_payload({}, {}, {});
}

TEST(TerminalReporter, prints_a_greeting_as_a_line) {
  std::ostringstream out;
  std::ostringstream err;
  TerminalReporter reporter(out, err, ReportAs::lines, Colour::no);
  reporter.heard(heard(punch(), "punch"));
  EXPECT_NE(out.str().find("  in   Hello Ms. Ada Lovelace   (0.41 s)\n"), std::string::npos) << out.str();
  EXPECT_EQ(out.str().find('\x1b'), std::string::npos);
}

TEST(TerminalReporter, says_in_words_why_nobody_was_greeted) {
  std::ostringstream out;
  std::ostringstream err;
  TerminalReporter reporter(out, err, ReportAs::lines, Colour::yes);
  reporter.heard(heard(testing::sighting_payload({}, {}, {}), "sighting"));
  EXPECT_NE(out.str().find("unknown: nobody enrolled looks like this"), std::string::npos) << out.str();
}

TEST(TerminalReporter, does_not_let_a_name_steer_the_terminal) {
  std::ostringstream out;
  std::ostringstream err;
  TerminalReporter reporter(out, err, ReportAs::lines, Colour::no);
  boost::json::object payload = punch();
  payload["greeting"] = "Hello \x1b[2J\nroot";
  reporter.heard(heard(payload, "punch"));
  EXPECT_NE(out.str().find("Hello ?[2J?root"), std::string::npos);
}

TEST(TerminalReporter, prints_each_event_as_one_json_line_for_programs) {
  std::ostringstream out;
  std::ostringstream err;
  TerminalReporter reporter(out, err, ReportAs::json_lines, Colour::no);
  reporter.heard(heard(punch(), "punch"));
  reporter.camera_changed("gate", CameraState::lost, "The cable is out");
  reporter.link_changed(LinkState::refused, "401");
  reporter.summarise({});
  std::istringstream lines(out.str());
  std::vector<std::string> events;
  for (std::string line; std::getline(lines, line);) {
    events.emplace_back(boost::json::parse(line).at("event").as_string());
  }
  EXPECT_EQ(events, (std::vector<std::string>{"punch", "camera", "server", "summary"}));
}

TEST(TerminalReporter, says_the_same_trouble_once) {
  std::ostringstream out;
  std::ostringstream err;
  TerminalReporter reporter(out, err, ReportAs::lines, Colour::no);
  for (int i = 0; i < 5; ++i) reporter.trouble({Failure::unavailable, "spool_full", "The disk is full", "Make room"});
  EXPECT_EQ(err.str(), "attendsense-station: The disk is full; Make room\n");
}

TEST(DescribeCameras, gives_a_table_json_or_advice) {
  const std::vector<vision::CameraInfo> cameras = {
      {.device = "/dev/video0", .name = "Webcam", .resolutions = {"640x480"}}};
  EXPECT_NE(describe_cameras(cameras, ReportAs::lines).find("/dev/video0"), std::string::npos);
  EXPECT_EQ(boost::json::parse(describe_cameras(cameras, ReportAs::json_lines)).at(0).at("name"), "Webcam");
  EXPECT_NE(describe_cameras({}, ReportAs::lines).find("No cameras found"), std::string::npos);
  EXPECT_EQ(describe_cameras({}, ReportAs::json_lines), "[]\n");
}

}  // namespace
}  // namespace attendsense::station
