#pragma once

#include <QWidget>

namespace attendsense::station_ui {

// What the screen shows while nobody is there: next to nothing. The time wanders, so that it does not burn in.
class RestPage final : public QWidget {
 public:
  explicit RestPage(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace attendsense::station_ui
