#include "punch_list.hpp"

#include <QDateTime>
#include <QLocale>

#include "words.hpp"

namespace attendsense::station_ui {

PunchList::PunchList(QWidget* parent) : QListWidget(parent) {
  setWordWrap(true);
  setSelectionMode(NoSelection);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void PunchList::show_heard(const View& view) {
  if (view.heard_in_all == shown_) return;
  retranslate(view);
}

void PunchList::retranslate(const View& view) {
  shown_ = view.heard_in_all;
  clear();
  for (const station::StationObserver::Heard& heard : view.heard) {
    const auto at = std::chrono::floor<std::chrono::milliseconds>(heard.event.at.time_since_epoch());
    const QString time = QLocale().toString(QDateTime::fromMSecsSinceEpoch(at.count()).time(), QLocale::ShortFormat);
    addItem(time + "  " + Words::heard(heard).text());
  }
}

}  // namespace attendsense::station_ui
