#pragma once

// States as words and as symbols that differ in shape, so that nobody has to tell colours apart.

#include <QCoreApplication>
#include <QString>
#include <QWidget>

#include "attendsense/station_ui/monitor.hpp"

namespace attendsense::station_ui {

// What a sign is like: the sheet of the theme has a colour for each.
enum class Tone { plain, good, warn, bad };

struct Sign {
  QString symbol;
  QString words;
  Tone tone = Tone::plain;

  [[nodiscard]] QString text() const { return symbol + " " + words; }
};

// A fault as its reader can act on it.
struct Advice {
  QString what;
  QString remedy;
};

class Words {
  Q_DECLARE_TR_FUNCTIONS(Words)

 public:
  [[nodiscard]] static Sign camera(station::CameraState state);
  [[nodiscard]] static Sign link(station::LinkState state);
  [[nodiscard]] static Sign waiting(std::int64_t captures);
  // Station minus server.
  [[nodiscard]] static Sign clock(std::optional<std::chrono::microseconds> offset, bool is_wrong);
  [[nodiscard]] static Sign speech(bool is_silent);
  [[nodiscard]] static Sign standing(Standing standing, const QString& name);
  // For the list: "→ In", "Ada Lovelace".
  [[nodiscard]] static Sign heard(const station::StationObserver::Heard& heard);
  // For the banner, to the person before the camera.
  [[nodiscard]] static Sign greeting(const station::StationObserver::Heard& heard);
  // In the chosen language where the code is one of ours to meet here, else as it came.
  [[nodiscard]] static Advice advice(const Error& error);
};

// Text from a server or a file: control characters must not break the layout.
[[nodiscard]] QString plain_text(const std::string& text);

// Colours the widget and everything that its sheet says of the tone.
void show_tone(QWidget& widget, Tone tone);

}  // namespace attendsense::station_ui
