#pragma once

// The real window, driven as a person does. What the station would tell it comes from the test (StagedWindow) or from
// a real station before a server that books (see run_page_test.cpp).

#include <gtest/gtest.h>

#include <QApplication>
#include <QTest>
#include <memory>

#include "attendsense/station_ui/window.hpp"
#include "testing/drawn_faces.hpp"

namespace attendsense::station_ui::testing {

// Generous: two processes under sanitizers may share two cores.
inline constexpr int kPatience = 20'000;  // ms

// A look of the window's page, or what it says, by the name that the widget has.
template <class Widget>
Widget* find(const QWidget& window, const char* name) {
  auto* widget = window.findChild<Widget*>(name);
  if (widget == nullptr) throw std::runtime_error(std::string("the window has no ") + name);
  return widget;
}

[[nodiscard]] QString text_of(const QWidget& window, const char* label);
// Runs the event loop until the label holds the words; false after kPatience.
[[nodiscard]] bool says(const QWidget& window, const char* label, const QString& words);
void click(QWidget& widget);
// The texts that do not fit into the room that they have, joined; empty when all is well.
[[nodiscard]] std::string cut_off(const QWidget& window);
// Into $ATTENDSENSE_SCREENSHOTS, if that is set.
void keep_screenshot(QWidget& window, const QString& name);

[[nodiscard]] station::StationObserver::Heard heard(core::Outcome outcome, const std::string& name = "",
                                                    core::PassageId passage = {});

// A window over a station that never opened: its monitor is told whatever the test says.
class StagedWindow : public ::testing::Test {
 protected:
  // Opens the window, with one camera that runs and a person who was booked before it.
  void open(WindowOptions options = {});
  void show_person(Standing standing);

  QApplication& application_ = *static_cast<QApplication*>(QCoreApplication::instance());
  Monitor monitor_;
  Session session_{[](station::StationObserver&) -> Result<OpenedStation> {
                     return fail(Failure::unavailable, "staged", "The test is the station");
                   },
                   monitor_, std::chrono::hours(1)};
  Texts texts_{application_};
  std::unique_ptr<Window> window_;
};

}  // namespace attendsense::station_ui::testing
