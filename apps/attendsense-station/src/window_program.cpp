#include "window_program.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "attendsense/station/exit_pin.hpp"
#include "attendsense/station/settings.hpp"

namespace attendsense::app {

namespace fs = std::filesystem;

namespace {

bool has_screen() {
  // NOLINTBEGIN(concurrency-mt-unsafe): no other thread is there yet
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return true;
  }
  const char* platform = std::getenv("QT_QPA_PLATFORM");  // a screen without a display server: eglfs, linuxfb
  // NOLINTEND(concurrency-mt-unsafe)
  return platform != nullptr && *platform != '\0';
}

// Keeps what is typed off the screen, for as long as it lives.
class QuietTerminal {
 public:
  QuietTerminal() {
    is_terminal_ = ::tcgetattr(STDIN_FILENO, &before_) == 0;
    if (!is_terminal_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    static_cast<void>(::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet));
  }

  ~QuietTerminal() {
    if (is_terminal_) static_cast<void>(::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_));
  }

  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;

  [[nodiscard]] bool is_terminal() const { return is_terminal_; }

  [[nodiscard]] Secret ask(const char* question) const {
    if (is_terminal_) std::cerr << question;
    std::string line;
    std::getline(std::cin, line);
    if (is_terminal_) std::cerr << '\n';
    return Secret(std::move(line));
  }

 private:
  termios before_{};
  bool is_terminal_ = false;
};

}  // namespace

Result<void> hand_over_to_window(const Options& options, char* const* argv) {
  const bool is_for_programs = options.json || options.exit_when_idle || options.as_fast_as_possible;
  if (options.headless || (is_for_programs && !options.kiosk)) return {};
  std::error_code unreadable;
  const fs::path window = fs::read_symlink("/proc/self/exe", unreadable).parent_path() / "attendsense-station-window";
  if (has_screen() && ::access(window.c_str(), X_OK) == 0) ::execv(window.c_str(), argv);
  if (!options.kiosk) return {};
  return fail(Failure::unavailable, "window_missing", "A kiosk needs a screen and the program " + window.string(),
              "Set DISPLAY or WAYLAND_DISPLAY, install the window, or give --headless");
}

Result<void> set_exit_pin(const Options& options) {
  const Result<station::Settings> settings =
      station::load_settings(options.config_file, config::process_environment(), options.overrides);
  if (!settings) return fail(settings.error());
  const QuietTerminal terminal;
  const Secret pin = terminal.ask("Exit PIN: ");
  if (terminal.is_terminal() && terminal.ask("Once more: ").reveal() != pin.reveal()) {
    return fail(Failure::invalid_input, "pin_unfit", "The two are not the same", "Try again");
  }
  std::error_code failed;
  fs::create_directories(settings->data_folder, failed);  // what fails here fails below, with a message
  return station::ExitPin::set(station::exit_pin_file(settings->data_folder), pin);
}

}  // namespace attendsense::app
