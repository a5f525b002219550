#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace attendsense::app {

struct Options {
  std::optional<std::filesystem::path> config_file;
  std::filesystem::path models;                  // empty: where vision looks for them
  std::map<std::string, std::string> overrides;  // of settings, by key
  std::string log_level = "error";               // the reporter tells people what they need to know
  std::string completion_shell;
  bool headless = false;
  bool kiosk = false;
  bool set_exit_pin = false;
  std::string theme = "standard";
  int dark_after_minutes = 5;  // of a kiosk; 0: never
  bool as_fast_as_possible = false;
  bool exit_when_idle = false;
  bool json = false;
  std::string set_up_from;  // where a camera is shown the code that sets this station up
  bool list_cameras = false;
  bool list_settings = false;
};

// Declares everything that the command line knows; `options` must outlive the parsing.
void add_options(CLI::App& app, Options& options);

}  // namespace attendsense::app
