#pragma once

#include "attendsense/base/result.hpp"
#include "options.hpp"

namespace attendsense::app {

// Becomes attendsense-station-window, the program beside this one that links Qt, where a window is wanted and possible.
// Returns when there is to be none: --headless, or options for programs and clips, or no screen, or it is not
// installed. Errors: unavailable "window_missing" when --kiosk insists.
[[nodiscard]] Result<void> hand_over_to_window(const Options& options, char* const* argv);

// Asks twice on a terminal, reads one line otherwise.
[[nodiscard]] Result<void> set_exit_pin(const Options& options);

}  // namespace attendsense::app
