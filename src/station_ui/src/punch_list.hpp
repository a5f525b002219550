#pragma once

#include <QListWidget>

#include "attendsense/station_ui/monitor.hpp"

namespace attendsense::station_ui {

// Who came, the newest first: "09:04  → Ada Lovelace".
class PunchList final : public QListWidget {
 public:
  explicit PunchList(QWidget* parent = nullptr);

  void show_heard(const View& view);
  // The same rows in another language.
  void retranslate(const View& view);

 private:
  std::uint64_t shown_ = 0;
};

}  // namespace attendsense::station_ui
