// The whole station against a scripted server: pictures from a folder in, greetings and a WAV file out.

#include "attendsense/station/station.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"
#include "attendsense/base/synchronized.hpp"
#include "testing/booking_server.hpp"
#include "testing/events.hpp"
#include "testing/pictures.hpp"
#include "testing/scripted_server.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using testing::BookingServer;

// Sees one large frontal face in every frame.
std::unique_ptr<vision::Detector> face_everywhere() {
  auto detector = std::make_unique<testing::ToldDetector>();
  detector->faces = {testing::frontal_face({200, 120, 90, 108})};
  return detector;
}

class Watcher final : public StationObserver {
 public:
  void heard(const Heard& heard) override { events.push_back(heard); }

  void trouble(const Error& error) override { troubles.push_back(error.code); }

  void camera_changed(const std::string&, CameraState state, const std::string&) override {
    states.with([&](auto& told) { told.push_back(state); });
  }

  void looked(const std::string&, const TimedFrame&, std::span<const SeenFace>) override { ++frames; }

  [[nodiscard]] long times(CameraState state) const {
    return states.with([&](const auto& told) { return std::ranges::count(told, state); });
  }

  std::vector<Heard> events;  // only read after the run
  std::vector<std::string> troubles;
  Synchronized<std::vector<CameraState>> states;
  std::atomic<int> frames{0};
};

class StationTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(pictures_);
    vision::Image image = testing::plain(640, 480, 110);
    testing::draw_patch(image, {200, 120, 90, 108});
    const Bytes jpeg = vision::encode_jpeg(image, 92);
    for (int i = 10; i < 40; ++i) {
      ASSERT_TRUE(write_file_atomically(pictures_ / (std::to_string(i) + ".jpg"), jpeg));
    }
  }

  Settings settings(const std::string& server) const {
    Settings settings;
    settings.server = *ServerAddress::parse(server);
    settings.data_folder = folder_.path() / "data";
    settings.cameras = {{.name = "gate", .address = pictures_.string()}};
    settings.voice.mode = wav_.string();
    settings.feed.pace = Pace::as_fast_as_possible;
    settings.settle = 8s;
    return settings;
  }

  Credentials credentials() const {
    const Secret key(testing::kKey);
    return {.station = station_, .token = Secret("ast_token"), .key_text = key, .key = *crypto::FernetKey::parse(key)};
  }

  Summary run(const std::string& server, Ending ending = Ending::when_idle, const std::stop_token& stop = {}) {
    auto station = Station::open(settings(server), credentials(), face_everywhere(), watcher_, clock_);
    EXPECT_TRUE(station) << station.error().text();
    return (*station)->run(stop, ending);
  }

  TemporaryFolder folder_;
  std::filesystem::path pictures_ = folder_.path() / "pictures";
  std::filesystem::path wav_ = folder_.path() / "greetings.wav";
  core::StationId station_ = core::StationId::make(testing::kEventTime);
  SystemClock clock_;
  Watcher watcher_;
};

TEST_F(StationTest, plays_a_folder_sends_one_picture_hears_the_punch_and_says_the_greeting) {
  const BookingServer server(station_);
  const Summary summary = run(server.http().address());
  EXPECT_EQ(summary.frames, 30U);
  EXPECT_EQ(summary.frames_dropped, 0U);
  EXPECT_EQ(summary.figures.passages, 1);
  EXPECT_LE(summary.figures.captures, 2);
  EXPECT_EQ(summary.spool.waiting, 0);
  EXPECT_EQ(summary.unanswered, 0U);
  EXPECT_GE(summary.figures.greetings, 1);
  EXPECT_LT(summary.figures.p95, 5s);
  ASSERT_FALSE(watcher_.events.empty());
  EXPECT_EQ(watcher_.events[0].event.greeting, "Hello Ms. Ada Lovelace");
  EXPECT_FALSE(watcher_.events[0].is_late);
  EXPECT_GT(std::filesystem::file_size(wav_), 20'000U);
}

TEST_F(StationTest, what_the_server_sees_is_sealed_and_opens_with_the_key) {
  const BookingServer server(station_);
  static_cast<void>(run(server.http().address()));
  const auto requests = server.http().requests("/api/v1/captures");
  ASSERT_FALSE(requests.empty());
  const Result<Bytes> jpeg = crypto::fernet_decrypt(credentials().key, requests[0].body, clock_.now());
  ASSERT_TRUE(jpeg);
  EXPECT_TRUE(vision::decode_image(*jpeg));
}

TEST_F(StationTest, with_the_server_away_it_keeps_everything_and_the_next_run_delivers_it) {
  std::stop_source stop;
  Settings away = settings("http://127.0.0.1:" + std::to_string(testing::unused_port()));
  away.settle = 0s;
  std::int64_t kept = 0;
  {
    auto station = Station::open(away, credentials(), face_everywhere(), watcher_, clock_);
    ASSERT_TRUE(station);
    const Summary summary = (*station)->run(stop.get_token(), Ending::when_idle);
    kept = summary.spool.waiting;
    EXPECT_GE(kept, 1);
  }
  const BookingServer server(station_);
  Settings back = settings(server.http().address());
  back.cameras.clear();
  auto station = Station::open(back, credentials(), face_everywhere(), watcher_, clock_);
  ASSERT_TRUE(station);
  const Summary summary = (*station)->run({}, Ending::when_idle);
  EXPECT_EQ(summary.uplink.delivered, kept);
  EXPECT_EQ(summary.spool.waiting, 0);
}

TEST_F(StationTest, two_stations_do_not_share_a_folder) {
  auto first = Station::open(settings("http://127.0.0.1:9"), credentials(), face_everywhere(), watcher_, clock_);
  ASSERT_TRUE(first);
  auto second = Station::open(settings("http://127.0.0.1:9"), credentials(), face_everywhere(), watcher_, clock_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "station_running");
}

TEST_F(StationTest, a_stop_request_ends_a_station_that_would_run_for_ever) {
  std::stop_source stop;
  const BookingServer server(station_);
  std::jthread stopper([&] {
    static_cast<void>(server.http().wait_for("/api/v1/captures", 1));
    stop.request_stop();
  });
  const Summary summary = run(server.http().address(), Ending::never, stop.get_token());
  EXPECT_GE(summary.uplink.delivered + summary.spool.waiting, 1);
}

TEST_F(StationTest, a_camera_that_is_stopped_stays_closed_until_it_is_started) {
  const BookingServer server(station_);
  auto station = Station::open(settings(server.http().address()), credentials(), face_everywhere(), watcher_, clock_);
  ASSERT_TRUE(station);
  (*station)->stop_camera("gate");
  (*station)->stop_camera("no such camera");
  Summary summary;
  std::stop_source stop;
  {
    std::jthread running([&] { summary = (*station)->run(stop.get_token(), Ending::never); });
    EXPECT_TRUE(testing::eventually([&] { return watcher_.times(CameraState::stopped) == 1; }));
    EXPECT_EQ(watcher_.times(CameraState::opening), 0);
    for (long plays = 1; plays <= 2; ++plays) {
      EXPECT_TRUE(testing::eventually([&] {
        (*station)->start_camera("gate");
        return watcher_.times(CameraState::ended) >= plays;
      }));
    }
    stop.request_stop();
  }
  EXPECT_GE(watcher_.frames, 60);
  EXPECT_EQ(summary.frames, static_cast<std::uint64_t>(watcher_.frames.load()));
}

TEST_F(StationTest, tells_how_it_is_while_it_runs) {
  const BookingServer server(station_);
  auto station = Station::open(settings(server.http().address()), credentials(), face_everywhere(), watcher_, clock_);
  ASSERT_TRUE(station);
  EXPECT_EQ((*station)->vitals().link, LinkState::connecting);
  (*station)->be_silent();
  EXPECT_TRUE((*station)->vitals().is_silent);
  std::stop_source stop;
  std::jthread running([&] { static_cast<void>((*station)->run(stop.get_token(), Ending::never)); });
  EXPECT_TRUE(testing::eventually([&] {
    const Vitals vitals = (*station)->vitals();
    return vitals.link == LinkState::online && vitals.uplink.delivered >= 1;
  }));
  stop.request_stop();
}

TEST_F(StationTest, reports_its_cameras_to_the_server_and_what_is_wrong_with_one) {
  const BookingServer server(station_);
  Settings two = settings(server.http().address());
  two.cameras.push_back({.name = "yard", .address = (folder_.path() / "nothing.mp4").string()});
  auto station = Station::open(two, credentials(), face_everywhere(), watcher_, clock_);
  ASSERT_TRUE(station);
  std::stop_source stop;
  std::jthread running([&] { static_cast<void>((*station)->run(stop.get_token(), Ending::never)); });
  const auto told = [&](const std::string& what) {
    return testing::eventually([&] {
      const auto reports = server.http().requests("/api/v1/station/report");
      return !reports.empty() && reports.back().body.find(what) != std::string::npos;
    });
  };
  EXPECT_TRUE(told(R"("name":"yard","state":"failed","why":"There is no)"));
  const std::string last = server.http().requests("/api/v1/station/report").back().body;
  EXPECT_NE(last.find(R"("name":"gate")"), std::string::npos) << last;
  stop.request_stop();
}

TEST_F(StationTest, a_file_that_is_not_there_is_counted_and_ends_the_run) {
  const BookingServer server(station_);
  Settings missing = settings(server.http().address());
  missing.cameras = {{.name = "gate", .address = "/nowhere/clip.mp4"}};
  auto station = Station::open(missing, credentials(), face_everywhere(), watcher_, clock_);
  ASSERT_TRUE(station);
  EXPECT_EQ((*station)->run({}, Ending::when_idle).failed_sources, 1U);
}

}  // namespace
}  // namespace attendsense::station
