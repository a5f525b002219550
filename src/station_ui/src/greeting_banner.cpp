#include "greeting_banner.hpp"

#include <QResizeEvent>

namespace attendsense::station_ui {

namespace {

constexpr int kLargest = 56;  // pixels: letters of 15 mm on a screen of 96 dots an inch
constexpr int kSmallest = 20;

}  // namespace

GreetingBanner::GreetingBanner(QWidget* parent) : QLabel(parent) {
  setObjectName("greeting");
  setAlignment(Qt::AlignCenter);
  setWordWrap(true);
  setFixedHeight(132);
  setTextFormat(Qt::PlainText);  // a name is no markup
}

void GreetingBanner::say(const Sign& sign) {
  const QString words = sign.text();
  if (words == text() && property("tone").isValid()) return;
  setText(words);
  setAccessibleName(sign.words);
  show_tone(*this, sign.tone);
  fit();
}

void GreetingBanner::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  if (event->oldSize().width() != event->size().width()) fit();
}

void GreetingBanner::fit() {
  const QSize room = contentsRect().size() - QSize(28, 20);
  QFont sized = font();
  sized.setBold(true);
  int pixels = kLargest;
  for (; pixels > kSmallest; pixels -= 2) {
    sized.setPixelSize(pixels);
    const QRect needed =
        QFontMetrics(sized).boundingRect(QRect(0, 0, room.width(), 10'000), Qt::AlignCenter | Qt::TextWordWrap, text());
    if (needed.width() <= room.width() && needed.height() <= room.height()) break;
  }
  setStyleSheet(QString("font-size: %1px;").arg(pixels));
}

}  // namespace attendsense::station_ui
