#pragma once

// How a station is set up: one typed table, read from station.toml, ATTENDSENSE_STATION_* and the command line.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/config.hpp"
#include "attendsense/station/camera_feed.hpp"
#include "attendsense/station/door.hpp"
#include "attendsense/station/server_address.hpp"
#include "attendsense/station/spool.hpp"
#include "attendsense/station/voice.hpp"

namespace attendsense::station {

struct CameraSetting {
  std::string name;     // as the server knows it
  std::string address;  // a number, a device, a URL, a file or a folder

  // "gate=0", "back=rtsp://…". invalid_input "camera_malformed".
  [[nodiscard]] static Result<CameraSetting> parse(const std::string& text);
};

struct MqttAddress {
  std::string host;
  int port = 8883;
  std::filesystem::path ca;  // file or folder
};

struct Settings {
  ServerAddress server;
  std::optional<MqttAddress> mqtt;  // brings the events; none: the server's stream does
  std::filesystem::path credentials;
  std::filesystem::path data_folder;  // holds the spool and, unless they are elsewhere, the models
  std::vector<CameraSetting> cameras;
  VoiceSettings voice;
  std::optional<std::string> fixed_language;  // else the company's
  DoorSettings door;
  FeedSettings feed;
  SpoolLimits spool;
  int detection_side = 640;         // the detector sees at most so many pixels on the longer side
  std::chrono::seconds settle{60};  // at the end of a clip: the longest wait for delivery and answers
};

// All settings, each "station.<name>".
[[nodiscard]] const config::Table& settings_table();

// The file, if one is given; then those of the environment's variables that begin with ATTENDSENSE_STATION_; then the
// overrides by key ("station.server"). Errors: invalid_input "config_invalid" with everything that is wrong, or what
// parsing an address or a camera says.
[[nodiscard]] Result<Settings> load_settings(const std::optional<std::filesystem::path>& file,
                                             const std::map<std::string, std::string>& environment,
                                             const std::map<std::string, std::string>& overrides);

}  // namespace attendsense::station
