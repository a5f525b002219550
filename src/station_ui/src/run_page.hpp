#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QWidget>
#include <map>

#include "attendsense/station_ui/session.hpp"
#include "camera_card.hpp"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace attendsense::station_ui {

class GreetingBanner;
class LiveView;
class PunchList;

// The station at work: the picture, the greeting, who came, and how everything is.
class RunPage final : public QWidget {
  Q_DECLARE_TR_FUNCTIONS(RunPage)

 public:
  // The session must outlive it.
  explicit RunPage(Session& session, QWidget* parent = nullptr);

  void show_view(const View& view);
  // After the language has changed.
  void retranslate(const View& view);

 private:
  [[nodiscard]] QWidget* make_side();
  [[nodiscard]] QWidget* make_vitals();
  void show_cameras(const View& view);
  void show_greeting(const View& view);
  void show_vitals(const View& view);
  void show_fault(const View& view);
  [[nodiscard]] QString instead_of_picture(const View& view) const;

  Session& session_;
  std::string shown_camera_;
  std::map<std::string, CameraCard*> cards_;
  std::uint64_t heard_ = 0;
  QElapsedTimer greeted_;
  bool is_silent_ = false;
  LiveView* live_;
  GreetingBanner* banner_;
  QHBoxLayout* cameras_;
  QLabel* punches_title_;
  PunchList* punches_;
  QLabel* link_;
  QLabel* waiting_;
  QLabel* clock_;
  QLabel* voice_;
  QPushButton* speech_;
  QLabel* fault_;
  QPushButton* retry_;
};

}  // namespace attendsense::station_ui
