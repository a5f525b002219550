#include "testing/driven_window.hpp"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>

namespace attendsense::station_ui::testing {

QString text_of(const QWidget& window, const char* label) {
  return find<QLabel>(window, label)->text();
}

bool says(const QWidget& window, const char* label, const QString& words) {
  return QTest::qWaitFor([&] { return text_of(window, label).contains(words); }, kPatience);
}

void click(QWidget& widget) {
  QTest::mouseClick(&widget, Qt::LeftButton);
}

std::string cut_off(const QWidget& window) {
  QStringList cut;
  for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
    if (button->isVisible() && !button->text().isEmpty() && button->sizeHint().width() > button->width()) {
      cut << button->text();
    }
  }
  for (const QLabel* label : window.findChildren<QLabel*>()) {
    if (!label->isVisible() || label->text().isEmpty()) continue;
    const bool is_too_high = label->wordWrap() && label->heightForWidth(label->width()) > label->height() + 1;
    const bool is_too_wide = !label->wordWrap() && label->sizeHint().width() > label->width() + 1;
    if (is_too_high || is_too_wide) cut << label->text();
  }
  return cut.join(" | ").toStdString();
}

void keep_screenshot(QWidget& window, const QString& name) {
  const QString folder = qEnvironmentVariable("ATTENDSENSE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QTest::qWait(100);  // for the layout
  EXPECT_TRUE(window.grab().save(QDir(folder).filePath(name + ".png"))) << name.toStdString();
}

station::StationObserver::Heard heard(core::Outcome outcome, const std::string& name, core::PassageId passage) {
  station::StationObserver::Heard heard;
  heard.event.outcome = outcome;
  heard.event.passage = passage;
  heard.event.at = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::hours(9)};
  heard.event.display_name = name;
  if (!name.empty()) heard.event.greeting = "Hello " + name;
  return heard;
}

void StagedWindow::open(WindowOptions options) {
  // The session says once that nothing opened; after that the stage is the test's.
  ASSERT_TRUE(QTest::qWaitFor([this] { return monitor_.view().phase == Phase::failed; }, kPatience));
  monitor_.phase_changed(Phase::running);
  monitor_.cameras_known({"gate", "yard"});
  monitor_.profile_known({.name = "Main entrance", .language = "en"});
  monitor_.camera_changed("gate", station::CameraState::running, "640x480");
  monitor_.camera_changed("yard", station::CameraState::stopped, "");
  monitor_.link_changed(station::LinkState::online, "");
  monitor_.vitals_changed({.link = station::LinkState::online, .clock_offset = std::chrono::milliseconds(120)});
  for (const char* name : {"Grace Hopper", "Alan Turing", "Emmy Noether"}) {
    monitor_.heard(heard(core::Outcome::booked, name));
  }
  monitor_.heard(heard(core::Outcome::unknown));
  window_ = std::make_unique<Window>(session_, monitor_, texts_, application_, std::move(options));
  window_->open();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(window_.get(), kPatience));
  show_person(Standing::booked);
}

void StagedWindow::show_person(Standing standing) {
  static const Instant kNow = SystemClock{}.now();
  const core::PassageId passage = core::PassageId::make(kNow);
  if (standing == Standing::booked) monitor_.heard(heard(core::Outcome::booked, "Ms. Ada Lovelace", passage));
  const station::SeenFace face{.box = kDrawnFace, .passage = passage};
  station::TimedFrame frame;
  frame.image = draw_person();
  // A frame that comes too soon after another is not shown; the next one is.
  ASSERT_TRUE(QTest::qWaitFor(
      [&] {
        monitor_.looked("gate", frame, std::span(&face, 1));
        const View view = monitor_.view();
        const auto& picture = view.cameras.front().picture;
        return picture && !picture->people.empty() && picture->people.front().standing == standing;
      },
      kPatience));
}

}  // namespace attendsense::station_ui::testing
