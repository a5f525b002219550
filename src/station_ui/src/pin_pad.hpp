#pragma once

#include <QCoreApplication>
#include <QWidget>
#include <functional>
#include <memory>

#include "attendsense/station/exit_pin.hpp"

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace attendsense::station_ui {

// Asks for the exit PIN, by touch or by keyboard.
class PinPad final : public QWidget {
  Q_DECLARE_TR_FUNCTIONS(PinPad)

 public:
  struct Actions {
    std::function<void()> leave;  // the PIN was right
    std::function<void()> cancel;
  };

  PinPad(station::ExitPin pin, Actions actions, QWidget* parent = nullptr);

  // Empty, and ready for the first digit.
  void begin();
  void retranslate();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void add_digits(QGridLayout& grid);
  void check();
  void answer(station::ExitPin::Verdict verdict);
  void be_busy(bool is_busy);

  std::shared_ptr<station::ExitPin> pin_;  // shared with a check that is under way
  Actions actions_;
  QLabel* title_;
  QLineEdit* entered_;
  QLabel* message_;
  QWidget* keys_;
  QPushButton* erase_;
  QPushButton* enter_;
  QPushButton* cancel_;
};

}  // namespace attendsense::station_ui
