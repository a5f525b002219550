#pragma once

#include <QCoreApplication>
#include <QFrame>
#include <functional>

#include "attendsense/station_ui/monitor.hpp"

class QLabel;
class QPushButton;

namespace attendsense::station_ui {

// A camera: its name, how it is, and the buttons that show it, start it and stop it.
class CameraCard final : public QFrame {
  Q_DECLARE_TR_FUNCTIONS(CameraCard)

 public:
  struct Actions {
    std::function<void(const std::string& camera)> show;
    std::function<void(const std::string& camera)> start;
    std::function<void(const std::string& camera)> stop;
  };

  enum class Shown { no, yes };

  CameraCard(const std::string& name, Actions actions, QWidget* parent = nullptr);

  void show_camera(const CameraView& camera, Shown shown);

 private:
  std::string name_;
  Actions actions_;
  bool is_on_ = true;
  QLabel* title_;
  QLabel* state_;
  QPushButton* look_;
  QPushButton* power_;
};

}  // namespace attendsense::station_ui
