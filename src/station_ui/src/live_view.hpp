#pragma once

#include <QWidget>
#include <memory>

#include "attendsense/station_ui/monitor.hpp"

namespace attendsense::station_ui {

// The picture of a camera as in a mirror's place: as large as fits, with a box and a word for each face.
class LiveView final : public QWidget {
 public:
  explicit LiveView(QWidget* parent = nullptr);

  // `instead`: what is said where there is no picture.
  void show_picture(std::shared_ptr<const Picture> picture, const QString& instead);

  [[nodiscard]] const Picture* picture() const { return picture_.get(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void draw_person(QPainter& painter, const SeenPerson& person, double scale, QPointF corner) const;

  std::shared_ptr<const Picture> picture_;
  QString instead_;
};

}  // namespace attendsense::station_ui
