#include "attendsense/station/camera_feed.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/synchronized.hpp"
#include "testing/pictures.hpp"
#include "testing/scripted_server.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using testing::grey_frames;
using testing::MadeSource;

class States {
 public:
  CameraFeed::StateChanged listener() {
    return [this](CameraState state, const std::string&) { all_.with([&](auto& all) { all.push_back(state); }); };
  }

  [[nodiscard]] long count(CameraState state) const {
    return all_.with([&](const auto& all) { return std::ranges::count(all, state); });
  }

 private:
  Synchronized<std::vector<CameraState>> all_;
};

const Error kLost{Failure::unavailable, "camera_lost", "The cable is out", ""};
const SystemClock kClock;

TEST(CameraFeed, plays_every_frame_of_a_file_as_fast_as_possible) {
  States states;
  const Instant start = kClock.now();
  const auto feed = make_feed([] { return std::make_unique<MadeSource>(grey_frames(100, 1000ms), false); }, true,
                              kClock, start, states.listener(), {.pace = Pace::as_fast_as_possible});
  int frames = 0;
  while (const auto frame = feed->next({})) {
    EXPECT_EQ(frame->captured_at, start + frames * 1000ms);
    ++frames;
  }
  EXPECT_EQ(frames, 100);
  EXPECT_EQ(feed->counts().dropped, 0U);
  EXPECT_EQ(states.count(CameraState::ended), 1);
}

TEST(CameraFeed, plays_a_file_by_its_own_clock) {
  States states;
  const auto begin = std::chrono::steady_clock::now();
  const auto feed = make_feed([] { return std::make_unique<MadeSource>(grey_frames(4, 100ms), false); }, true, kClock,
                              kClock.now(), states.listener(), {});
  int frames = 0;
  while (feed->next({})) ++frames;
  EXPECT_EQ(frames, 4);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 300ms);
}

TEST(CameraFeed, who_looks_slowly_gets_the_newest_frame_and_the_others_are_counted) {
  States states;
  const auto feed = make_feed([] { return std::make_unique<MadeSource>(grey_frames(20, 1ms), false); }, true, kClock,
                              kClock.now(), states.listener(), {});
  ASSERT_TRUE(testing::eventually([&] { return states.count(CameraState::ended) == 1; }));
  const auto frame = feed->next({});
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->position, 19ms);
  EXPECT_FALSE(feed->next({}));
  EXPECT_EQ(feed->counts().frames, 20U);
  EXPECT_EQ(feed->counts().dropped, 19U);
}

TEST(CameraFeed, a_camera_that_is_lost_is_opened_again_until_it_is_back) {
  States states;
  std::atomic<int> openings{0};
  const auto open = [&]() -> Result<std::unique_ptr<vision::FrameSource>> {
    const int opening = ++openings;
    if (opening == 2 || opening == 3) return fail(kLost);
    return std::make_unique<MadeSource>(grey_frames(2, 1ms), true, kLost);
  };
  FeedSettings settings;
  settings.backoff = {.first = 1ms, .longest = 5ms};
  const auto feed = make_feed(open, false, kClock, kClock.now(), states.listener(), settings);
  ASSERT_TRUE(testing::eventually([&] { return feed->counts().frames >= 6; }));
  std::chrono::microseconds last{-1};
  for (int i = 0; i < 3; ++i) {
    const auto frame = feed->next({});
    ASSERT_TRUE(frame);
    EXPECT_GT(frame->position, last);
    last = frame->position;
  }
  EXPECT_GE(states.count(CameraState::lost), 3);
  EXPECT_GE(states.count(CameraState::running), 2);
  EXPECT_EQ(states.count(CameraState::failed), 0);
}

TEST(CameraFeed, a_file_that_cannot_be_opened_ends_with_the_reason) {
  for (const Pace pace : {Pace::real_time, Pace::as_fast_as_possible}) {
    States states;
    const auto feed = make_feed("/nowhere/clip.mp4", kClock, kClock.now(), states.listener(), {.pace = pace});
    EXPECT_FALSE(feed->next({}));
    EXPECT_EQ(states.count(CameraState::failed), 1);
  }
}

TEST(CameraFeed, waiting_for_a_frame_ends_when_stop_is_requested) {
  States states;
  std::stop_source stop;
  FeedSettings settings;
  settings.backoff = {.first = 1h, .longest = 1h};
  const auto feed = make_feed([]() -> Result<std::unique_ptr<vision::FrameSource>> { return fail(kLost); }, false,
                              kClock, kClock.now(), states.listener(), settings);
  std::jthread other([&] { stop.request_stop(); });
  EXPECT_FALSE(feed->next(stop.get_token()));
}

TEST(CameraFeed, shows_motion_jpeg_over_http) {
  const Bytes jpeg = vision::encode_jpeg(testing::plain(320, 240, 140), 90);
  std::string stream = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n";
  for (int i = 0; i < 60; ++i) {
    stream += "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + std::to_string(jpeg.size()) + "\r\n\r\n";
    stream += as_text(jpeg);
    stream += "\r\n";
  }
  const testing::ScriptedServer server(
      [&](const testing::Request&) { return testing::Answer{.bytes = stream, .stay_open = true}; });
  States states;
  const auto feed =
      make_feed(server.address() + "/video", kClock, kClock.now(), states.listener(), {.silence = 2000ms});
  std::stop_source stop;
  const auto frame = feed->next(stop.get_token());
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->image.width(), 320);
  EXPECT_NEAR(frame->image.row(100)[300], 140, 4);
}

TEST(NamesAFile, tells_files_from_devices_and_streams) {
  for (const char* file : {"clip.mp4", "/data/pictures", "0.mp4", "./0"}) EXPECT_TRUE(names_a_file(file)) << file;
  for (const char* camera : {"0", "12", "/dev/video0", "rtsp://x/y", "http://x/y.mp4"}) {
    EXPECT_FALSE(names_a_file(camera)) << camera;
  }
}

}  // namespace
}  // namespace attendsense::station
