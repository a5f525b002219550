#include "rest_page.hpp"

#include <QLocale>
#include <QPainter>
#include <QTime>

namespace attendsense::station_ui {

RestPage::RestPage(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_OpaquePaintEvent);
}

void RestPage::paintEvent(QPaintEvent* event) {
  static_cast<void>(event);
  QPainter painter(this);
  painter.fillRect(rect(), Qt::black);
  const QTime now = QTime::currentTime();
  QFont large = font();
  large.setPixelSize(48);
  painter.setFont(large);
  painter.setPen(QColor(110, 110, 110));
  const QString time = QLocale().toString(now, QLocale::ShortFormat);
  const QSize needed = painter.fontMetrics().size(Qt::TextSingleLine, time);
  // Steps that share no factor with the hour: all places are visited.
  const int x = now.minute() * 37 % 60 * std::max(0, width() - needed.width()) / 60;
  const int y = now.minute() * 23 % 60 * std::max(0, height() - needed.height()) / 60;
  painter.drawText(QRect(QPoint(x, y), needed), Qt::AlignCenter, time);
}

}  // namespace attendsense::station_ui
