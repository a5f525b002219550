// The Run page: staged for what it says, and once over a real station before a server that books.

#include <QAbstractButton>
#include <QListWidget>

#include "attendsense/base/files.hpp"
#include "live_view.hpp"
#include "testing/booking_server.hpp"
#include "testing/driven_window.hpp"
#include "testing/events.hpp"
#include "testing/pictures.hpp"

namespace attendsense::station_ui {
namespace {

using station::CameraState;
using station::LinkState;
using testing::find;
using testing::says;
using testing::text_of;

class RunPageTest : public testing::StagedWindow {};

TEST_F(RunPageTest, greets_who_was_booked_and_lists_who_came) {
  open();
  EXPECT_TRUE(says(*window_, "greeting", "✔ Hello Ms. Ada Lovelace"));
  const auto* list = find<QListWidget>(*window_, "punches");
  EXPECT_TRUE(QTest::qWaitFor([&] { return list->count() == 5; }, testing::kPatience));
  EXPECT_TRUE(list->item(0)->text().contains("→ Ms. Ada Lovelace"));
  EXPECT_TRUE(list->item(1)->text().contains("? Not known"));
  EXPECT_TRUE(says(*window_, "greeting", "Please look at the camera"));  // when its time is over
}

TEST_F(RunPageTest, whom_it_greets_late_is_listed_only) {
  open();
  EXPECT_TRUE(says(*window_, "greeting", "Please look at the camera"));
  auto late = testing::heard(core::Outcome::booked, "Edsger Dijkstra");
  late.is_late = true;
  monitor_.heard(late);
  const auto* list = find<QListWidget>(*window_, "punches");
  EXPECT_TRUE(QTest::qWaitFor([&] { return list->item(0)->text().contains("Dijkstra"); }, testing::kPatience));
  EXPECT_FALSE(text_of(*window_, "greeting").contains("Dijkstra"));
}

TEST_F(RunPageTest, a_name_is_a_name_and_no_markup) {
  open();
  monitor_.heard(testing::heard(core::Outcome::booked, "<b>Robert</b>\n\x1b[31m"));
  EXPECT_TRUE(says(*window_, "greeting", "Hello <b>Robert</b>  [31m"));
}

TEST_F(RunPageTest, says_how_server_spool_and_clock_are) {
  open();
  EXPECT_TRUE(says(*window_, "link", "✔ Connected"));
  EXPECT_TRUE(says(*window_, "waiting", "✔ Nothing waits"));
  EXPECT_TRUE(says(*window_, "clockstate", "✔ Clock right, 0.1 s off"));
  monitor_.link_changed(LinkState::unreachable, "no route to host");
  station::Vitals vitals{
      .link = LinkState::unreachable, .clock_offset = std::chrono::seconds(-12), .is_clock_wrong = true};
  vitals.spool.waiting = 7;
  monitor_.vitals_changed(vitals);
  EXPECT_TRUE(says(*window_, "link", "▲ Server away"));
  EXPECT_TRUE(says(*window_, "waiting", "≡ 7 waiting to be sent"));
  EXPECT_TRUE(says(*window_, "clockstate", "▲ Clock 12.0 s slow"));
  testing::keep_screenshot(*window_, "server-away");
  monitor_.link_changed(LinkState::refused, "");
  EXPECT_TRUE(says(*window_, "fault", "An administrator must make new credentials"));
  monitor_.link_changed(LinkState::untrusted, "");
  EXPECT_TRUE(says(*window_, "link", "Server not trusted"));
  EXPECT_TRUE(says(*window_, "fault", "An administrator must look at the certificate"));
  monitor_.link_changed(LinkState::online, "");
  EXPECT_TRUE(QTest::qWaitFor([this] { return !find<QWidget>(*window_, "fault")->isVisible(); }, testing::kPatience));
}

TEST_F(RunPageTest, a_camera_that_is_lost_says_what_to_do_and_shows_again_when_it_is_back) {
  open();
  auto* live = find<LiveView>(*window_, "live");
  monitor_.camera_changed("gate", CameraState::lost, "/dev/video0 is gone");
  const auto says_why = [&] { return live->accessibleDescription().contains("/dev/video0 is gone"); };
  EXPECT_TRUE(QTest::qWaitFor(says_why, testing::kPatience));
  EXPECT_EQ(live->picture(), nullptr);
  EXPECT_TRUE(live->accessibleDescription().contains("plugged in"));
  testing::keep_screenshot(*window_, "camera-lost");
  monitor_.camera_changed("gate", CameraState::running, "640x480");
  show_person(Standing::booked);
  EXPECT_TRUE(QTest::qWaitFor([&] { return live->picture() != nullptr; }, testing::kPatience));
}

TEST_F(RunPageTest, a_station_that_cannot_start_says_why_and_offers_to_try_again) {
  open();
  monitor_.phase_changed(Phase::failed, Error{Failure::conflict, "station_running", "taken", "end it"});
  EXPECT_TRUE(says(*window_, "fault", "The station runs already on this computer"));
  auto* retry = find<QAbstractButton>(*window_, "retry");
  EXPECT_TRUE(retry->isVisible());
  EXPECT_TRUE(QTest::qWaitFor([this] { return testing::cut_off(*window_).empty(); }, testing::kPatience))
      << testing::cut_off(*window_);
  testing::keep_screenshot(*window_, "cannot-start");
  testing::click(*retry);
  EXPECT_TRUE(says(*window_, "fault", "The test is the station"));  // what the next attempt came to
}

// ---- over a real station

std::unique_ptr<vision::Detector> person_detector() {
  auto detector = std::make_unique<station::testing::ToldDetector>();
  detector->faces = {station::testing::frontal_face(testing::kDrawnFace)};
  return detector;
}

class RealStationTest : public ::testing::Test {
 protected:
  // A minute and a half of one person: longer than a test takes.
  static std::filesystem::path make_pictures(const std::filesystem::path& folder) {
    std::filesystem::create_directory(folder);
    const Bytes jpeg = vision::encode_jpeg(testing::draw_person(), 92);
    EXPECT_TRUE(write_file_atomically(folder / "10000.jpg", jpeg));
    for (int i = 10'001; i < 10'900; ++i) {
      std::filesystem::create_hard_link(folder / "10000.jpg", folder / (std::to_string(i) + ".jpg"));
    }
    return folder;
  }

  Result<OpenedStation> open(station::StationObserver& observer) {
    station::Settings settings;
    settings.server = *station::ServerAddress::parse(server_.http().address());
    settings.data_folder = folder_.path() / "data";
    settings.cameras = {{.name = "gate", .address = pictures_.string()}};
    settings.voice.mode = (folder_.path() / "greetings.wav").string();
    const Secret key(station::testing::kKey);
    auto opened = station::Station::open(
        std::move(settings),
        {.station = station_, .token = Secret("ast_token"), .key_text = key, .key = *crypto::FernetKey::parse(key)},
        person_detector(), observer, clock_);
    if (!opened) return fail(std::move(opened));
    return OpenedStation{.station = std::move(*opened), .cameras = {"gate"}};
  }

  QAbstractButton* power() { return find<QAbstractButton>(window_, "power"); }

  TemporaryFolder folder_;
  std::filesystem::path pictures_ = make_pictures(folder_.path() / "pictures");
  SystemClock clock_;
  core::StationId station_ = core::StationId::make(clock_.now());
  station::testing::BookingServer server_{station_};
  QApplication& application_ = *static_cast<QApplication*>(QCoreApplication::instance());
  Monitor monitor_;
  Session session_{[this](station::StationObserver& observer) { return open(observer); }, monitor_};
  Texts texts_{application_};
  Window window_{session_, monitor_, texts_, application_, {}};
};

TEST_F(RealStationTest, sees_a_person_books_and_greets_them_once) {
  window_.open();
  EXPECT_TRUE(says(window_, "greeting", "Hello Ms. Ada Lovelace"));
  const auto* live = find<LiveView>(window_, "live");
  EXPECT_TRUE(QTest::qWaitFor(
      [&] {
        return live->picture() != nullptr && !live->picture()->people.empty() &&
               live->picture()->people.front().name == "Ada Lovelace";
      },
      testing::kPatience));
  EXPECT_TRUE(says(window_, "title", "Gate"));
  EXPECT_TRUE(says(window_, "link", "Connected"));
  EXPECT_TRUE(says(window_, "waiting", "Nothing waits"));
  QTest::qWait(1000);
  EXPECT_EQ(find<QListWidget>(window_, "punches")->count(), 1);
}

TEST_F(RealStationTest, its_buttons_stop_and_start_the_camera_and_the_speech) {
  window_.open();
  const auto* live = find<LiveView>(window_, "live");
  const auto sees = [&] { return QTest::qWaitFor([&] { return live->picture() != nullptr; }, testing::kPatience); };
  ASSERT_TRUE(sees());
  testing::click(*power());
  EXPECT_TRUE(QTest::qWaitFor([&] { return live->picture() == nullptr; }, testing::kPatience));
  EXPECT_TRUE(QTest::qWaitFor([&] { return power()->text() == "Start"; }, testing::kPatience));
  testing::click(*power());
  EXPECT_TRUE(sees());
  auto* speech = find<QAbstractButton>(window_, "speech");
  testing::click(*speech);
  EXPECT_TRUE(says(window_, "voice", "Speech is off"));
  testing::click(*speech);
  EXPECT_TRUE(says(window_, "voice", "Speech is on"));
}

}  // namespace
}  // namespace attendsense::station_ui
