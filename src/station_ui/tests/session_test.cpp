#include "attendsense/station_ui/session.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"
#include "testing/booking_server.hpp"
#include "testing/events.hpp"
#include "testing/pictures.hpp"

namespace attendsense::station_ui {
namespace {

using station::CameraState;
using station::Station;
using station::testing::eventually;

class SessionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(pictures_);
    const Bytes jpeg = vision::encode_jpeg(station::testing::plain(64, 48, 100), 90);
    for (int i = 10; i < 40; ++i) ASSERT_TRUE(write_file_atomically(pictures_ / (std::to_string(i) + ".jpg"), jpeg));
  }

  Result<OpenedStation> open(station::StationObserver& observer) {
    ++attempts_;
    if (is_broken_) return fail(Failure::invalid_input, "config_invalid", "The settings are broken", "Mend them");
    station::Settings settings;
    settings.server = *station::ServerAddress::parse(server_.http().address());
    settings.data_folder = folder_.path() / "data";
    settings.cameras = {{.name = "gate", .address = pictures_.string()}};
    settings.voice.mode = "off";
    settings.feed.pace = station::Pace::as_fast_as_possible;
    const Secret key(station::testing::kKey);
    auto opened = Station::open(
        std::move(settings),
        {.station = station_, .token = Secret("ast_token"), .key_text = key, .key = *crypto::FernetKey::parse(key)},
        std::make_unique<station::testing::ToldDetector>(), observer, clock_);
    if (!opened) return fail(std::move(opened));
    return OpenedStation{.station = std::move(*opened), .cameras = {"gate"}};
  }

  [[nodiscard]] bool camera_is(CameraState state) {
    return eventually([&] {
      const View view = monitor_.view();
      return !view.cameras.empty() && view.cameras.front().state == state;
    });
  }

  TemporaryFolder folder_;
  std::filesystem::path pictures_ = folder_.path() / "pictures";
  SystemClock clock_;
  core::StationId station_ = core::StationId::make(clock_.now());
  station::testing::BookingServer server_{station_};
  Monitor monitor_;
  std::atomic<bool> is_broken_{false};
  std::atomic<int> attempts_{0};
  Session::Open open_ = [this](station::StationObserver& observer) { return open(observer); };
};

TEST_F(SessionTest, runs_the_station_and_stops_and_starts_its_camera) {
  Session session(open_, monitor_);
  EXPECT_TRUE(camera_is(CameraState::ended));
  EXPECT_EQ(monitor_.view().phase, Phase::running);
  EXPECT_TRUE(eventually([&] { return monitor_.view().vitals.link == station::LinkState::online; }));
  session.stop_camera("gate");
  session.start_camera("gate");
  EXPECT_TRUE(camera_is(CameraState::ended));
}

TEST_F(SessionTest, what_is_wished_before_the_station_is_open_holds_when_it_is) {
  is_broken_ = true;
  Session session(open_, monitor_, std::chrono::hours(1));
  session.stop_camera("gate");
  session.be_silent();
  EXPECT_TRUE(eventually([&] { return monitor_.view().phase == Phase::failed; }));
  EXPECT_EQ(monitor_.view().failure->code, "config_invalid");
  is_broken_ = false;
  session.retry();
  EXPECT_TRUE(camera_is(CameraState::stopped));
  EXPECT_TRUE(
      eventually([&] { return monitor_.view().vitals.is_silent && monitor_.view().vitals.spool.waiting == 0; }));
  session.start_camera("gate");
  EXPECT_TRUE(camera_is(CameraState::ended));
}

TEST_F(SessionTest, tries_again_by_itself) {
  is_broken_ = true;
  const Session session(open_, monitor_, std::chrono::milliseconds(20));
  EXPECT_TRUE(eventually([&] { return attempts_ >= 3; }));
  is_broken_ = false;
  EXPECT_TRUE(eventually([&] { return monitor_.view().phase == Phase::running; }));
}

}  // namespace
}  // namespace attendsense::station_ui
