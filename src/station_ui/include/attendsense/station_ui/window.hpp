#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <chrono>
#include <optional>

#include "attendsense/station/exit_pin.hpp"
#include "attendsense/station_ui/languages.hpp"
#include "attendsense/station_ui/monitor.hpp"
#include "attendsense/station_ui/session.hpp"
#include "attendsense/station_ui/theme.hpp"

class QApplication;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace attendsense::station_ui {

class PinPad;
class RestPage;
class RunPage;

struct WindowOptions {
  Theme theme = Theme::standard;
  QString language;  // empty: the company's, as soon as the server has told it
  // Fills the screen, and only this number leads out.
  std::optional<station::ExitPin> kiosk = std::nullopt;
  // Nobody there for so long: the screen goes dark until somebody comes. 0: never.
  std::chrono::milliseconds rest_after{0};
};

// The station's window. It shows what the monitor knows, sixteen times a second at most, and waits for nobody.
class Window final : public QWidget {
  Q_DECLARE_TR_FUNCTIONS(Window)

 public:
  // All that is referred to must outlive it.
  Window(Session& session, Monitor& monitor, Texts& texts, QApplication& application, WindowOptions options);
  ~Window() override;

  // show(), or the whole screen.
  void open();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] QWidget* make_header();
  void fill_choices();
  void schedule();
  void refresh();
  void tick();
  void follow_company(const View& view);
  void wake_up();
  void ask_for_pin();
  void retranslate();

  Session& session_;
  Monitor& monitor_;
  Texts& texts_;
  QApplication& application_;
  WindowOptions options_;
  bool may_leave_ = true;
  View view_;
  std::string company_language_;
  std::uint64_t heard_ = 0;
  QElapsedTimer life_;   // since somebody was there
  QElapsedTimer input_;  // since somebody touched something
  QTimer refresh_;
  QTimer tick_;
  QLabel* title_;
  QLabel* clock_;
  QComboBox* theme_;
  QComboBox* language_;
  QPushButton* exit_;
  QStackedWidget* pages_;
  QWidget* work_;
  RunPage* run_;
  RestPage* rest_;
  PinPad* pin_ = nullptr;  // of a kiosk only
};

}  // namespace attendsense::station_ui
