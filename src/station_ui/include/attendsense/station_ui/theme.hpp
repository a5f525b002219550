#pragma once

#include <QString>
#include <optional>

class QApplication;

namespace attendsense::station_ui {

enum class Theme {
  standard,
  high_contrast,  // black, white and yellow; at least 7:1 everywhere
  large_text,     // the standard colours, everything half as large again
};

[[nodiscard]] QString to_string(Theme theme);  // "standard", "high-contrast", "large-text"
[[nodiscard]] std::optional<Theme> parse_theme(const QString& text);

// Colours and sizes of everything that is shown from now on.
void apply(Theme theme, QApplication& application);

}  // namespace attendsense::station_ui
