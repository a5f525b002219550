#include "live_view.hpp"

#include <QPainter>

#include "words.hpp"

namespace attendsense::station_ui {

namespace {

// Dash and width differ as well as colour.
QPen pen_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return {QColor("#5fd38d"), 5, Qt::SolidLine};
    case Tone::warn:
      return {QColor("#ffb454"), 4, Qt::DashLine};
    case Tone::bad:
      return {QColor("#ff8f8f"), 5, Qt::DotLine};
    case Tone::plain:
      break;
  }
  return {Qt::white, 3, Qt::SolidLine};
}

}  // namespace

LiveView::LiveView(QWidget* parent) : QWidget(parent) {
  setMinimumSize(320, 200);
  setAttribute(Qt::WA_OpaquePaintEvent);
}

void LiveView::show_picture(std::shared_ptr<const Picture> picture, const QString& instead) {
  if (picture == picture_ && instead == instead_) return;
  picture_ = std::move(picture);
  instead_ = instead;
  setAccessibleDescription(picture_ ? QString() : instead_);
  update();
}

void LiveView::paintEvent(QPaintEvent* event) {
  static_cast<void>(event);
  QPainter painter(this);
  painter.fillRect(rect(), Qt::black);
  if (!picture_ || picture_->image.empty()) {
    QFont large = font();
    large.setPixelSize(std::max(24, fontInfo().pixelSize() * 3 / 2));
    painter.setFont(large);
    painter.setPen(Qt::white);
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, instead_);
    return;
  }
  const vision::Image& image = picture_->image;
  // Borrows the pixels: the picture outlives the painting.
  const QImage pixels(image.row(0), image.width(), image.height(), qsizetype{3} * image.width(), QImage::Format_BGR888);
  const double scale = std::min(double(width()) / image.width(), double(height()) / image.height());
  const QSizeF shown(image.width() * scale, image.height() * scale);
  const QPointF corner((width() - shown.width()) / 2, (height() - shown.height()) / 2);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(QRectF(corner, shown), pixels);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const SeenPerson& person : picture_->people) draw_person(painter, person, scale, corner);
}

void LiveView::draw_person(QPainter& painter, const SeenPerson& person, double scale, QPointF corner) const {
  const QRectF box(corner.x() + person.box.x * scale, corner.y() + person.box.y * scale, person.box.width * scale,
                   person.box.height * scale);
  const Sign sign = Words::standing(person.standing, plain_text(person.name));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(pen_of(sign.tone));
  painter.drawRoundedRect(box, 8, 8);

  QFont bold = font();
  bold.setBold(true);
  painter.setFont(bold);
  const QSizeF text = painter.fontMetrics().size(Qt::TextSingleLine, sign.text()) + QSize(20, 10);
  // Under the face, or above it where there is no room, and never beyond the sides.
  const double y = box.bottom() + 6 + text.height() <= height() ? box.bottom() + 6 : box.top() - 6 - text.height();
  const double x = std::clamp(box.center().x() - text.width() / 2, 0.0, std::max(0.0, width() - text.width()));
  const QRectF label(QPointF(x, std::max(0.0, y)), text);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0, 0, 0, 200));
  painter.drawRoundedRect(label, 6, 6);
  painter.setPen(Qt::white);
  painter.drawText(label, Qt::AlignCenter, sign.text());
}

}  // namespace attendsense::station_ui
