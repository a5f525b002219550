#include "attendsense/station_ui/theme.hpp"

#include <QApplication>
#include <QFont>
#include <array>

namespace attendsense::station_ui {

namespace {

struct Colours {
  const char* ground;
  const char* panel;
  const char* edge;
  const char* text;
  const char* quiet;  // what matters less
  const char* button;
  const char* button_text;
  const char* focus;
  const char* good;
  const char* warn;
  const char* bad;
};

constexpr Colours kStandard{.ground = "#0f1720",
                            .panel = "#1b2733",
                            .edge = "#33475b",
                            .text = "#f2f6fa",
                            .quiet = "#b4c2d0",
                            .button = "#2b6cb0",
                            .button_text = "#ffffff",
                            .focus = "#ffd166",
                            .good = "#5fd38d",
                            .warn = "#ffb454",
                            .bad = "#ff8f8f"};
constexpr Colours kHighContrast{.ground = "#000000",
                                .panel = "#000000",
                                .edge = "#ffffff",
                                .text = "#ffffff",
                                .quiet = "#ffffff",
                                .button = "#ffff00",
                                .button_text = "#000000",
                                .focus = "#00ffff",
                                .good = "#ffffff",
                                .warn = "#ffff00",
                                .bad = "#ffff00"};

constexpr const char* kSheet = R"(
QWidget { background: @ground; color: @text; font-size: @basepx; }
QFrame#panel, QListWidget { background: @panel; border: 1px solid @edge; border-radius: 8px; }
QFrame#panel QLabel { background: transparent; border: none; }
QLabel { background: transparent; }
QLabel#quiet { color: @quiet; }
QLabel#title { font-size: @titlepx; font-weight: bold; }
QLabel#clock { font-size: @titlepx; font-weight: bold; }
QLabel#greeting { background: @panel; border: 2px solid @edge; border-radius: 12px; font-weight: bold; padding: 8px; }
QLabel#greeting[tone="good"] { border: 4px solid @good; }
QLabel#greeting[tone="warn"] { border: 4px dashed @warn; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="bad"] { color: @bad; font-weight: bold; }
QLabel#fault { background: @panel; border: 3px solid @bad; border-radius: 8px; padding: 8px; color: @text; font-weight: bold; }
QPushButton { background: @button; color: @button_text; border: 2px solid @button; border-radius: 8px; min-height: @touchpx; padding: 0 16px; font-weight: bold; }
QPushButton:focus { border: 3px solid @focus; }
QPushButton:pressed { background: @panel; color: @text; }
QPushButton:disabled { background: @panel; color: @quiet; border: 2px dashed @edge; }
QComboBox { background: @panel; border: 2px solid @edge; border-radius: 8px; min-height: @touchpx; padding: 0 12px; }
QComboBox:focus, QListWidget:focus { border: 3px solid @focus; }
QComboBox QAbstractItemView { background: @panel; color: @text; selection-background-color: @button; selection-color: @button_text; }
QListWidget { padding: 4px; }
QListWidget::item { padding: 6px 4px; border-bottom: 1px solid @edge; color: @text; }
QLineEdit { background: @panel; border: 2px solid @edge; border-radius: 8px; min-height: @touchpx; font-size: @titlepx; padding: 0 12px; }
QLineEdit:focus { border: 3px solid @focus; }
)";

QString sheet(const Colours& colours, double scale) {
  const auto pixels = [scale](int size) { return QString::number(qRound(size * scale)) + "px"; };
  // The longer of two names that begin alike first.
  const std::array<std::pair<const char*, QString>, 14> values{{{"@button_text", colours.button_text},
                                                                {"@button", colours.button},
                                                                {"@ground", colours.ground},
                                                                {"@panel", colours.panel},
                                                                {"@edge", colours.edge},
                                                                {"@text", colours.text},
                                                                {"@quiet", colours.quiet},
                                                                {"@focus", colours.focus},
                                                                {"@good", colours.good},
                                                                {"@warn", colours.warn},
                                                                {"@bad", colours.bad},
                                                                {"@basepx", pixels(17)},
                                                                {"@titlepx", pixels(28)},
                                                                {"@touchpx", pixels(44)}}};
  QString text = kSheet;
  for (const auto& [name, value] : values) text.replace(name, value);
  return text;
}

}  // namespace

QString to_string(Theme theme) {
  switch (theme) {
    case Theme::standard:
      return "standard";
    case Theme::high_contrast:
      return "high-contrast";
    case Theme::large_text:
      return "large-text";
  }
  return "standard";
}

std::optional<Theme> parse_theme(const QString& text) {
  for (const Theme theme : {Theme::standard, Theme::high_contrast, Theme::large_text}) {
    if (to_string(theme) == text) return theme;
  }
  return std::nullopt;
}

void apply(Theme theme, QApplication& application) {
  const Colours& colours = theme == Theme::high_contrast ? kHighContrast : kStandard;
  application.setStyleSheet(sheet(colours, theme == Theme::large_text ? 1.5 : 1.0));
}

}  // namespace attendsense::station_ui
