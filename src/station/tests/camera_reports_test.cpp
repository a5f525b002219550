#include "camera_reports.hpp"

#include <gtest/gtest.h>

namespace attendsense::station {
namespace {

using enum core::CameraState;

TEST(CameraReports, tells_what_is_news) {
  CameraReports cameras;
  cameras.add("gate");
  EXPECT_FALSE(cameras.note("gate", opening, ""));
  EXPECT_TRUE(cameras.note("gate", running, "camera /dev/video0, 640x480"));
  EXPECT_FALSE(cameras.note("gate", running, "camera /dev/video0, 640x480"));
  EXPECT_EQ(cameras.all(), (std::vector<core::CameraReport>{{.name = "gate", .state = running, .why = ""}}))
      << "why is for what is wrong";
}

TEST(CameraReports, a_lost_camera_stays_lost_until_it_runs) {
  CameraReports cameras;
  cameras.add("gate");
  EXPECT_TRUE(cameras.note("gate", lost, "It is gone"));
  for (int attempt = 0; attempt < 3; ++attempt) {
    EXPECT_FALSE(cameras.note("gate", opening, ""));
    EXPECT_FALSE(cameras.note("gate", lost, "It is gone"));
  }
  EXPECT_EQ(cameras.all().at(0).why, "It is gone");
  EXPECT_TRUE(cameras.note("gate", lost, "It may not be read")) << "for another reason";
  EXPECT_TRUE(cameras.note("gate", running, ""));
  EXPECT_TRUE(cameras.note("gate", opening, "")) << "it was not lost";
}

}  // namespace
}  // namespace attendsense::station
