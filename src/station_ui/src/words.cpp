#include "words.hpp"

#include <QLocale>
#include <QStyle>
#include <QVariant>
#include <array>
#include <cmath>

namespace attendsense::station_ui {

using station::CameraState;
using station::LinkState;

Sign Words::camera(CameraState state) {
  switch (state) {
    case CameraState::opening:
      return {"…", tr("Opening"), Tone::plain};
    case CameraState::running:
      return {"▶", tr("Running"), Tone::good};
    case CameraState::lost:
      return {"▲", tr("No picture. Trying again"), Tone::warn};
    case CameraState::ended:
      return {"■", tr("At its end"), Tone::plain};
    case CameraState::failed:
      return {"✖", tr("Cannot be opened"), Tone::bad};
    case CameraState::stopped:
      return {"■", tr("Stopped"), Tone::plain};
  }
  return {};
}

Sign Words::link(LinkState state) {
  switch (state) {
    case LinkState::connecting:
      return {"…", tr("Connecting"), Tone::plain};
    case LinkState::online:
      return {"✔", tr("Connected"), Tone::good};
    case LinkState::unreachable:
      return {"▲", tr("Server away"), Tone::warn};
    case LinkState::untrusted:
      return {"⚿", tr("Server not trusted"), Tone::bad};
    case LinkState::refused:
      return {"✖", tr("Not accepted by the server"), Tone::bad};
  }
  return {};
}

Sign Words::waiting(std::int64_t captures) {
  if (captures == 0) return {"✔", tr("Nothing waits"), Tone::good};
  const int count = static_cast<int>(std::min<std::int64_t>(captures, 1'000'000));
  return {"≡", tr("%1 waiting to be sent").arg(QLocale().toString(count)), Tone::warn};
}

Sign Words::clock(std::optional<std::chrono::microseconds> offset, bool is_wrong) {
  if (!offset) return {"…", tr("Clock not compared yet"), Tone::plain};
  const double seconds = std::chrono::duration<double>(*offset).count();
  const QString amount = QLocale().toString(std::abs(seconds), 'f', 1);
  if (!is_wrong) return {"✔", tr("Clock right, %1 s off").arg(amount), Tone::good};
  return {"▲", seconds > 0 ? tr("Clock %1 s fast").arg(amount) : tr("Clock %1 s slow").arg(amount), Tone::bad};
}

Sign Words::speech(bool is_silent) {
  return is_silent ? Sign{"■", tr("Speech is off"), Tone::plain} : Sign{"▶", tr("Speech is on"), Tone::good};
}

Sign Words::standing(Standing standing, const QString& name) {
  switch (standing) {
    case Standing::followed:
      return {"…", tr("Looking"), Tone::plain};
    case Standing::asked:
      return {"?", tr("Who is it?"), Tone::plain};
    case Standing::booked:
      return {"✔", name, Tone::good};
    case Standing::too_soon:
      return {"✔", tr("Booked already"), Tone::good};
    case Standing::unknown:
      return {"?", tr("Not known"), Tone::warn};
    case Standing::refused:
      return {"✖", tr("Not a live person"), Tone::bad};
    case Standing::unclear:
      return {"▲", tr("Not clear enough"), Tone::warn};
  }
  return {};
}

Sign Words::heard(const station::StationObserver::Heard& heard) {
  switch (heard.event.outcome) {
    case core::Outcome::booked:
      return {heard.event.direction == core::Direction::in ? "→" : "←", plain_text(heard.event.display_name),
              Tone::good};
    case core::Outcome::too_soon:
      return {"✔", tr("Booked already"), Tone::plain};
    case core::Outcome::unknown:
      return {"?", tr("Not known"), Tone::warn};
    case core::Outcome::spoof:
      return {"✖", tr("Not a live person"), Tone::bad};
    case core::Outcome::unclear:
      return {"▲", tr("Not clear enough"), Tone::warn};
    case core::Outcome::too_old:
      return {"▲", tr("Taken too long ago"), Tone::warn};
  }
  return {};
}

Sign Words::greeting(const station::StationObserver::Heard& heard) {
  switch (heard.event.outcome) {
    case core::Outcome::booked:
      return {"✔", plain_text(heard.event.greeting), Tone::good};
    case core::Outcome::too_soon:
      return {"✔", tr("You are booked already"), Tone::good};
    case core::Outcome::unknown:
      return {"?", tr("I do not know you. Please ask the office"), Tone::warn};
    case core::Outcome::spoof:
      return {"✖", tr("Please come yourself, without a picture"), Tone::warn};
    case core::Outcome::unclear:
    case core::Outcome::too_old:
      return {"▲", tr("Please look at the camera once more"), Tone::warn};
  }
  return {};
}

Advice Words::advice(const Error& error) {
  const std::string& code = error.code;
  if (code == "sound_device_missing") {
    return {tr("There is no loudspeaker"), tr("Connect one and start the station again, or switch speech off")};
  }
  if (code == "clock_wrong") {
    return {tr("The clock of this computer is wrong"),
            tr("Switch on time synchronisation; punches are corrected meanwhile")};
  }
  if (code == "spool_full") {
    return {tr("The disk is full"), tr("Make room: until then nobody can be booked")};
  }
  if (code == "spool_failed") {
    return {tr("The disk cannot be written"), tr("Look at the disk: until then nobody can be booked")};
  }
  if (code == "spool_overflow") {
    return {tr("Captures were dropped: too many or too old"), tr("Mend the connection to the server")};
  }
  if (code == "station_running") {
    return {tr("The station runs already on this computer"), tr("Close the other one first")};
  }
  if (code == "credentials_missing" || code == "credentials_malformed") {
    return {tr("This computer is not a station yet"),
            tr("Save the credentials that the server made: %1").arg(plain_text(error.message))};
  }
  if (code == "credentials_exposed") {
    return {tr("Others may read the station's credentials"), tr("Change the file's mode to 600")};
  }
  if (code == "config_invalid") {
    return {tr("The settings are broken"), plain_text(error.message + ". " + error.remedy)};
  }
  if (code == "camera_missing") {
    return {tr("No camera is chosen"), tr("Name one in the settings: station.cameras")};
  }
  return {plain_text(error.message), plain_text(error.remedy)};
}

QString plain_text(const std::string& text) {
  QString plain = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
  for (QChar& character : plain) {
    if (character.category() == QChar::Other_Control) character = QChar(' ');
  }
  return plain;
}

void show_tone(QWidget& widget, Tone tone) {
  constexpr std::array<const char*, 4> kNames{"plain", "good", "warn", "bad"};
  const QString name = kNames.at(static_cast<std::size_t>(tone));
  if (widget.property("tone").toString() == name) return;
  widget.setProperty("tone", name);
  widget.style()->unpolish(&widget);
  widget.style()->polish(&widget);
}

}  // namespace attendsense::station_ui
