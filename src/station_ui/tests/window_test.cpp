// How the window looks and answers, whatever it shows.

#include <QAbstractButton>
#include <QComboBox>
#include <QElapsedTimer>

#include "live_view.hpp"
#include "testing/driven_window.hpp"

namespace attendsense::station_ui {
namespace {

using testing::find;
using testing::keep_screenshot;

class WindowTest : public testing::StagedWindow {
 protected:
  void settle() { QTest::qWait(200); }

  // How long the event loop takes to come to what it is asked now, in ms.
  qint64 ask() {
    QElapsedTimer since;
    since.start();
    bool has_answered = false;
    QMetaObject::invokeMethod(window_.get(), [&] { has_answered = true; }, Qt::QueuedConnection);
    if (!QTest::qWaitFor([&] { return has_answered; }, testing::kPatience)) throw std::runtime_error("no answer");
    return since.elapsed();
  }
};

TEST_F(WindowTest, nothing_is_cut_off_in_any_language_and_theme) {
  open({.language = "en"});
  monitor_.trouble({Failure::unavailable, "spool_full", "", ""});
  for (const Language& language : languages()) {
    texts_.speak(language.code);
    for (const Theme theme : {Theme::standard, Theme::high_contrast, Theme::large_text}) {
      apply(theme, application_);
      settle();
      EXPECT_EQ(testing::cut_off(*window_), "") << language.code.toStdString() << " " << to_string(theme).toStdString();
      EXPECT_EQ(window_->size(), QSize(1280, 800)) << language.code.toStdString();
      keep_screenshot(*window_, "run-" + language.code + "-" + to_string(theme));
    }
  }
}

TEST_F(WindowTest, speaks_the_companys_language_until_somebody_chooses_another) {
  open();
  monitor_.profile_known({.name = "Haupteingang", .language = "de"});
  EXPECT_TRUE(testing::says(*window_, "link", "Verbunden"));
  EXPECT_EQ(testing::text_of(*window_, "title").toStdString(), "Haupteingang");
  auto* choice = find<QComboBox>(*window_, "language");
  choice->setCurrentIndex(choice->findData("fr"));
  emit choice->activated(choice->currentIndex());
  EXPECT_TRUE(testing::says(*window_, "link", "Connecté"));
  monitor_.profile_known({.name = "Haupteingang", .language = "es"});
  settle();
  EXPECT_TRUE(testing::says(*window_, "link", "Connecté"));
}

TEST_F(WindowTest, everything_can_be_reached_by_keyboard_and_has_a_name) {
  open();
  settle();
  std::set<QWidget*> reached;
  for (int i = 0; i < 40; ++i) {
    // Of the window, whether or not the display has made it the active one: nobody manages windows there.
    QTest::keyClick(window_->focusWidget() != nullptr ? window_->focusWidget() : window_.get(), Qt::Key_Tab);
    reached.insert(window_->focusWidget());
  }
  for (QAbstractButton* button : window_->findChildren<QAbstractButton*>()) {
    if (!button->isVisible() || !button->isEnabled()) continue;
    EXPECT_TRUE(reached.contains(button)) << button->text().toStdString();
    EXPECT_FALSE(button->text().isEmpty() && button->accessibleName().isEmpty());
  }
  for (const QComboBox* choice : window_->findChildren<QComboBox*>()) {
    EXPECT_FALSE(choice->accessibleName().isEmpty());
  }
}

// 100 ms on a machine of its own; what is allowed here leaves room for sanitizers and for neighbours, and the median
// for a pause of the whole machine.
TEST_F(WindowTest, answers_while_the_station_floods_it) {
  constexpr std::size_t kPictures = 31;
  open();
  const std::jthread flood([this](const std::stop_token& stop) {
    station::TimedFrame frame;
    frame.image = testing::draw_wall();
    while (!stop.stop_requested()) {
      monitor_.looked("gate", frame, {});
      monitor_.heard(testing::heard(core::Outcome::unknown));
      monitor_.trouble({Failure::unavailable, "spool_failed", "", ""});
    }
  });
  const auto* live = find<LiveView>(*window_, "live");
  std::vector<qint64> longest{0};  // ms, from each picture to the next
  for (const void* shown = nullptr; longest.size() < kPictures;) {
    const qint64 answered_after = ask();
    if (live->picture() != shown) longest.push_back(0);
    shown = live->picture();
    longest.back() = std::max(longest.back(), answered_after);
  }
  std::ranges::sort(longest);
  std::printf("longest answer %lld ms, median %lld ms\n", static_cast<long long>(longest.back()),
              static_cast<long long>(longest[kPictures / 2]));
  EXPECT_LT(longest[kPictures / 2], 500);
}

}  // namespace
}  // namespace attendsense::station_ui
