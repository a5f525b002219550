// The window that fills the screen.

#include <QAbstractButton>
#include <QLineEdit>
#include <QScreen>

#include "attendsense/base/files.hpp"
#include "testing/driven_window.hpp"

namespace attendsense::station_ui {
namespace {

using testing::find;
using testing::says;

class KioskTest : public testing::StagedWindow {
 protected:
  void open_kiosk(std::chrono::milliseconds rest_after = std::chrono::milliseconds{0}) {
    const auto file = station::exit_pin_file(folder_.path());
    ASSERT_TRUE(station::ExitPin::set(file, Secret("4711")));
    open({.kiosk = *station::ExitPin::load(file), .rest_after = rest_after});
  }

  bool is_shown(const char* name) { return find<QWidget>(*window_, name)->isVisible(); }

  TemporaryFolder folder_;
};

TEST_F(KioskTest, fills_the_screen_and_only_the_right_pin_leads_out) {
  open_kiosk();
  EXPECT_TRUE(window_->isFullScreen());
  EXPECT_EQ(window_->size(), window_->screen()->size());
  EXPECT_FALSE(window_->close());
  EXPECT_TRUE(window_->isVisible());
  testing::keep_screenshot(*window_, "exit-pin");

  auto* pin = find<QLineEdit>(*window_, "pin");
  ASSERT_TRUE(pin->isVisible());
  QTest::keyClicks(pin, "12x34");
  EXPECT_EQ(pin->text(), "1234");
  QTest::keyClick(pin, Qt::Key_Return);
  EXPECT_TRUE(says(*window_, "pinmessage", "That is not the PIN"));
  EXPECT_FALSE(window_->close());

  for (const char* digit : {"digit4", "digit7", "digit1", "digit1"}) testing::click(*find<QWidget>(*window_, digit));
  testing::click(*find<QWidget>(*window_, "enter"));
  EXPECT_TRUE(QTest::qWaitFor([this] { return !window_->isVisible(); }, testing::kPatience));
}

TEST_F(KioskTest, the_pad_goes_away_again) {
  open_kiosk();
  testing::click(*find<QWidget>(*window_, "exit"));
  ASSERT_TRUE(is_shown("pin"));
  QTest::keyClick(find<QWidget>(*window_, "pin"), Qt::Key_Escape);
  EXPECT_FALSE(is_shown("pin"));
  testing::click(*find<QWidget>(*window_, "exit"));
  testing::click(*find<QWidget>(*window_, "cancel"));
  EXPECT_FALSE(is_shown("pin"));
  EXPECT_TRUE(is_shown("live"));
}

TEST_F(KioskTest, the_screen_goes_dark_while_nobody_is_there_and_wakes_for_a_face_or_a_touch) {
  open_kiosk(std::chrono::milliseconds(200));
  monitor_.camera_changed("gate", station::CameraState::stopped, "");  // its last picture showed somebody
  EXPECT_TRUE(QTest::qWaitFor([this] { return is_shown("rest"); }, testing::kPatience));
  testing::click(*find<QWidget>(*window_, "rest"));
  EXPECT_FALSE(is_shown("rest"));
  EXPECT_TRUE(QTest::qWaitFor([this] { return is_shown("rest"); }, testing::kPatience));
  show_person(Standing::booked);
  EXPECT_TRUE(QTest::qWaitFor([this] { return is_shown("live"); }, testing::kPatience));
}

TEST_F(KioskTest, a_window_on_a_desktop_closes_as_others_do) {
  open();
  EXPECT_FALSE(is_shown("exit"));
  EXPECT_TRUE(window_->close());
}

}  // namespace
}  // namespace attendsense::station_ui
