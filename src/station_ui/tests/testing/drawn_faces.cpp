#include "testing/drawn_faces.hpp"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <cstring>

namespace attendsense::station_ui::testing {

namespace {

vision::Image to_image(const QImage& drawn) {
  const QImage pixels = drawn.convertToFormat(QImage::Format_BGR888);
  vision::Image image(pixels.width(), pixels.height());
  for (int y = 0; y < image.height(); ++y) {
    std::memcpy(image.row(y), pixels.constScanLine(y), static_cast<std::size_t>(3 * image.width()));
  }
  return image;
}

QImage wall() {
  QImage picture(640, 480, QImage::Format_RGB32);
  QPainter painter(&picture);
  QLinearGradient light(0, 0, 640, 480);
  light.setColorAt(0, QColor("#9fb3b8"));
  light.setColorAt(1, QColor("#6f858c"));
  painter.fillRect(picture.rect(), light);
  painter.fillRect(470, 90, 120, 390, QColor("#7a5a3c"));  // a door
  painter.fillRect(480, 100, 100, 370, QColor("#8d6a48"));
  painter.setBrush(QColor("#d8c070"));
  painter.drawEllipse(QPointF(492, 290), 6, 6);
  return picture;
}

void draw_head(QPainter& painter, const QRectF& face) {
  const QPointF middle = face.center();
  painter.setPen(QPen(QColor("#3a2a20"), 3));
  painter.setBrush(QColor("#33251c"));
  painter.drawEllipse(face.adjusted(-12, -26, 12, -50));  // hair
  painter.setBrush(QColor("#d9a67f"));
  painter.drawEllipse(face);
  const auto eye = [&](double side) {
    const QPointF at(middle.x() + side * face.width() * 0.19, face.top() + face.height() * 0.38);
    painter.setBrush(Qt::white);
    painter.drawEllipse(at, 15, 9);
    painter.setBrush(QColor("#2f4f3f"));
    painter.drawEllipse(at, 6, 6);
    painter.drawLine(at + QPointF(-18, -20), at + QPointF(18, -22));  // brow
  };
  eye(-1);
  eye(1);
  QPainterPath nose(middle + QPointF(-2, -20));
  nose.lineTo(middle + QPointF(-10, 20));
  nose.lineTo(middle + QPointF(8, 22));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(nose);
  painter.setPen(QPen(QColor("#8c3a3a"), 5));
  painter.drawArc(QRectF(middle.x() - 30, middle.y() + 18, 60, 36), 200 * 16, 140 * 16);
}

}  // namespace

vision::Image draw_wall() {
  return to_image(wall());
}

vision::Image draw_person() {
  QImage picture = wall();
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF face(kDrawnFace.x, kDrawnFace.y, kDrawnFace.width, kDrawnFace.height);
  painter.setPen(QPen(QColor("#20303f"), 3));
  painter.setBrush(QColor("#35506b"));
  painter.drawRoundedRect(QRectF(face.left() - 80, face.bottom() + 22, face.width() + 160, 260), 70, 70);
  painter.setBrush(QColor("#c8946c"));
  painter.drawRect(QRectF(face.center().x() - 26, face.bottom() - 26, 52, 64));
  draw_head(painter, face);
  painter.end();
  return to_image(picture);
}

}  // namespace attendsense::station_ui::testing
