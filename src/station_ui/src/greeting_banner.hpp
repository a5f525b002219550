#pragma once

#include <QLabel>

#include "words.hpp"

namespace attendsense::station_ui {

// One sentence to the person before the camera, as large as it fits, to be read from two metres.
class GreetingBanner final : public QLabel {
 public:
  explicit GreetingBanner(QWidget* parent = nullptr);

  void say(const Sign& sign);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fit();
};

}  // namespace attendsense::station_ui
