#include "options.hpp"

#include <CLI/CLI.hpp>

namespace attendsense::app {

namespace {

// An option that is short for a setting.
CLI::Option* add_setting(CLI::App& app, Options& options, const std::string& option, const std::string& key,
                         const std::string& help) {
  return app.add_option_function<std::string>(
      option, [&options, key](const std::string& value) { options.overrides[key] = value; }, help);
}

void add_camera_option(CLI::App& app, Options& options) {
  app.add_option_function<std::vector<std::string>>(
         "--camera",
         [&options](const std::vector<std::string>& cameras) {
           std::string& all = options.overrides["station.cameras"];
           for (const std::string& camera : cameras) {
             if (camera.find('=') == std::string::npos) throw CLI::ValidationError("--camera", "give NAME=SOURCE");
             all += all.empty() ? camera : ";" + camera;
           }
         },
         "A camera, as NAME=SOURCE; may be repeated. SOURCE: a number, /dev/video0, rtsp://…, http://… (MJPEG), a "
         "video "
         "file or a folder of pictures. Addresses with a password belong into the configuration file")
      ->allow_extra_args(false);
}

void add_set_option(CLI::App& app, Options& options) {
  app.add_option_function<std::vector<std::string>>(
         "--set",
         [&options](const std::vector<std::string>& settings) {
           for (const std::string& setting : settings) {
             const std::size_t equals = setting.find('=');
             if (equals == std::string::npos) throw CLI::ValidationError("--set", "give KEY=VALUE");
             options.overrides[setting.substr(0, equals)] = setting.substr(equals + 1);
           }
         },
         "One setting, as KEY=VALUE; may be repeated. --list-settings lists them")
      ->allow_extra_args(false);
}

}  // namespace

void add_options(CLI::App& app, Options& options) {
  app.set_version_flag("--version", "attendsense-station " ATTENDSENSE_VERSION);
  app.add_flag("--headless", options.headless, "Without a window");
  app.add_flag("--kiosk", options.kiosk, "The window fills the screen, and only the exit PIN leads out of it");
  app.add_flag("--set-exit-pin", options.set_exit_pin, "Ask for the exit PIN, keep it in the data folder, then end");
  app.add_option("--theme", options.theme, "How the window looks: standard, high-contrast or large-text")
      ->check(CLI::IsMember({"standard", "high-contrast", "large-text"}))
      ->capture_default_str();
  app.add_option("--dark-after", options.dark_after_minutes,
                 "Minutes without anybody until the kiosk's screen goes dark; 0: never")
      ->check(CLI::Range(0, 1440))
      ->capture_default_str();
  app.add_option("--config", options.config_file, "TOML file with settings")->check(CLI::ExistingFile);
  add_setting(app, options, "--server", "station.server", "Address of the server, https://…");
  add_setting(app, options, "--credentials", "station.credentials",
              "JSON file with this station's id, token and key, as POST /api/v1/stations answers; mode 0600");
  app.add_option(
      "--set-up-from", options.set_up_from,
      "Watch this camera (a number, /dev/video0, rtsp://…, a file or a folder of pictures) until it is shown the "
      "code of a station that was created in the web app; keep what it says as the credentials, then end");
  add_camera_option(app, options);
  add_setting(app, options, "--voice", "station.voice", "on, off, or a WAV file to write the greetings to");
  add_setting(app, options, "--data", "station.data", "Folder for the spool and the models");
  add_setting(app, options, "--ca-file", "station.ca_file", "Authority of a private server certificate, PEM");
  add_setting(app, options, "--events", "station.events", "What brings the server's answers: sse or mqtt");
  add_setting(app, options, "--mqtt-host", "station.mqtt_host", "Name of the MQTT broker, if not the server's");
  add_setting(app, options, "--mqtt-port", "station.mqtt_port", "Port of the MQTT broker");
  add_setting(app, options, "--mqtt-ca-file", "station.mqtt_ca_file", "Authority of the broker's certificate, PEM");
  app.add_flag_callback(
      "--allow-plain-http", [&options] { options.overrides["station.allow_plain_http"] = "true"; },
      "Accept http:// to another machine: the station's token goes in the clear");
  app.add_option("--models", options.models, "Folder of the model files; also $ATTENDSENSE_MODELS");
  app.add_flag("--as-fast-as-possible", options.as_fast_as_possible, "Play files without waiting, every frame");
  app.add_flag("--exit-when-idle", options.exit_when_idle,
               "End when every source has ended and all is delivered and answered; the default when all are files. "
               "Without a camera: deliver what waits, then end");
  app.add_flag("--json", options.json, "Print JSON lines, for programs");
  app.add_flag("--list-cameras", options.list_cameras, "List this machine's cameras, then end");
  app.add_flag("--list-settings", options.list_settings, "Print all settings as a table, then end");
  add_set_option(app, options);
  app.add_option("--log-level", options.log_level, "debug, info, warn, error or off")->capture_default_str();
  app.add_option("--completion", options.completion_shell, "Print the completion script for bash, zsh or fish");
}

}  // namespace attendsense::app
