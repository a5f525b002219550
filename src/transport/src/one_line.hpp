#pragma once

#include <string>

namespace attendsense::transport {

// One line, without control characters and not without end, as a reason is shown in lists. Cut between characters.
[[nodiscard]] std::string one_line(std::string text);

}  // namespace attendsense::transport
