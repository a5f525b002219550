#include "attendsense/station/settings.hpp"

#include <cstdlib>

#include "attendsense/station/credentials.hpp"

namespace attendsense::station {

namespace fs = std::filesystem;
using config::Config;

namespace {

constexpr const char* kSystemAuthorities = "/etc/ssl/certs";
constexpr std::string_view kVariablePrefix = "ATTENDSENSE_STATION_";

// $XDG_DATA_HOME, else ~/.local/share, else the current folder.
fs::path default_data_folder() {
  // NOLINTBEGIN(concurrency-mt-unsafe): read before any thread is started, and nobody changes it
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data != '\0') return fs::path(data) / "attendsense-station";
  const char* home = std::getenv("HOME");
  // NOLINTEND(concurrency-mt-unsafe)
  if (home != nullptr && *home != '\0') return fs::path(home) / ".local/share/attendsense-station";
  return "attendsense-station-data";
}

Result<std::vector<CameraSetting>> parse_cameras(const std::string& text) {
  std::vector<CameraSetting> cameras;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    std::string one = text.substr(begin, end - begin);
    begin = end + 1;
    one.erase(0, one.find_first_not_of(" \t\n"));
    one.erase(one.find_last_not_of(" \t\n") + 1);
    if (one.empty()) continue;
    Result<CameraSetting> camera = CameraSetting::parse(one);
    if (!camera) return fail(std::move(camera));
    const bool is_twice = std::ranges::find(cameras, camera->name, &CameraSetting::name) != cameras.end();
    if (is_twice) {
      return fail(Failure::invalid_input, "camera_malformed", "Two cameras are called '" + camera->name + "'",
                  "Give each camera the name that it has on the server");
    }
    cameras.push_back(std::move(*camera));
  }
  return cameras;
}

DoorSettings door_settings(const Config& config) {
  DoorSettings door;
  door.face.limits.min_face_width = static_cast<float>(config.number("station.min_face_width"));
  door.min_tracked_width = door.face.limits.min_face_width / 2;
  door.looks_per_second = config.number("station.looks_per_second");
  door.capture.jpeg_quality = static_cast<int>(config.integer("station.jpeg_quality"));
  door.capture.longest_side = static_cast<int>(config.integer("station.picture_side"));
  return door;
}

// "https://attendance.example:8443/x" -> "attendance.example"
std::string host_of(const std::string& base) {
  const std::size_t begin = base.find("://") + 3;
  if (base.compare(begin, 1, "[") == 0) return base.substr(begin + 1, base.find(']', begin) - begin - 1);
  return base.substr(begin, base.find_first_of(":/", begin) - begin);
}

std::optional<MqttAddress> mqtt_address(const Config& config, const ServerAddress& server) {
  if (config.text("station.events") != "mqtt") return std::nullopt;
  MqttAddress broker{.host = config.text("station.mqtt_host"),
                     .port = static_cast<int>(config.integer("station.mqtt_port")),
                     .ca = config.text("station.mqtt_ca_file")};
  if (broker.host.empty()) broker.host = host_of(server.base);
  if (broker.ca.empty()) broker.ca = server.ca_file.empty() ? fs::path(kSystemAuthorities) : server.ca_file;
  return broker;
}

std::map<std::string, std::string> own_variables(const std::map<std::string, std::string>& environment) {
  std::map<std::string, std::string> own;
  for (const auto& [name, value] : environment) {
    if (name.starts_with(kVariablePrefix)) own.emplace(name, value);
  }
  return own;
}

config::Table make_table() {
  return config::Table({
      {"station.server", std::string(),
       "Address of the server: https://…, or http:// to this machine; empty: as the credentials say"},
      {"station.ca_file", std::string(), "PEM file of the authority that signed the server's certificate, if private"},
      {"station.allow_plain_http", false, "Whether http:// may lead to another machine: the token goes in the clear"},
      {"station.events",
       std::string("sse"),
       "What brings the server's answers: sse, the server itself, or mqtt, a broker",
       {},
       {},
       {"sse", "mqtt"}},
      {"station.mqtt_host", std::string(), "Name of the MQTT broker; empty: the server's"},
      {"station.mqtt_port", std::int64_t{8883}, "Its port; TLS always", 1, 65'535},
      {"station.mqtt_ca_file", std::string(),
       "PEM file of the authority that signed the broker's certificate; empty: station.ca_file, else the system's"},
      {"station.credentials", std::string(),
       "JSON file with this station's id, token and key, mode 0600; empty: "
       "credentials.json in the data folder"},
      {"station.data", std::string(), "Folder for the spool and the models; empty: ~/.local/share/attendsense-station"},
      {"station.cameras", std::string(), "Cameras as name=source, separated by semicolons: \"gate=0; back=rtsp://…\""},
      {"station.frame_width", std::int64_t{640}, "Width that a camera is asked for, pixels", 160, 7680},
      {"station.frame_height", std::int64_t{480}, "Height that a camera is asked for, pixels", 120, 4320},
      {"station.min_face_width", 40.0, "Narrowest face that is sent, pixels", 20, 400},
      {"station.looks_per_second", 15.0, "Frames a second that are searched for faces, at most", 1, 60},
      {"station.detection_side", std::int64_t{640}, "Longer side of the picture that is searched for faces, pixels",
       160, 3840},
      {"station.jpeg_quality", std::int64_t{88}, "Quality of what is sent", 60, 100},
      {"station.picture_side", std::int64_t{1280}, "Longer side of what is sent, pixels, at most", 320, 4096},
      {"station.spool_megabytes", std::int64_t{2048}, "Room for captures that wait for the server", 1, 1'000'000},
      {"station.spool_days", std::int64_t{14}, "How long they wait before they are dropped", 1, 365},
      {"station.voice", std::string("on"), "Greetings: on, off, or a WAV file to write them to"},
      {"station.language", std::string(), "Language of the voice; empty: the company's"},
      {"station.words_per_minute", std::int64_t{160}, "Speed of the voice", 80, 450},
      {"station.volume", std::int64_t{100}, "Volume of the voice, percent", 0, 200},
      {"station.settle_seconds", std::int64_t{60}, "At the end of a clip: how long to wait for delivery and answers", 0,
       86'400},
  });
}

}  // namespace

Result<CameraSetting> CameraSetting::parse(const std::string& text) {
  const std::size_t equals = text.find('=');
  CameraSetting camera;
  if (equals != std::string::npos) camera = {.name = text.substr(0, equals), .address = text.substr(equals + 1)};
  const bool is_printable =
      std::ranges::none_of(camera.name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (camera.name.empty() || camera.name.size() > 100 || !is_printable || camera.address.empty()) {
    // The address is not repeated: it may hold a password.
    return fail(Failure::invalid_input, "camera_malformed",
                "A camera must be given as name=source" + (camera.name.empty() ? "" : ", not '" + camera.name + "'"),
                "For example gate=0, gate=/dev/video2, back=rtsp://192.0.2.4/stream or test=clip.mp4");
  }
  return camera;
}

const config::Table& settings_table() {
  static const config::Table table = make_table();
  return table;
}

Result<Settings> load_settings(const std::optional<fs::path>& file,
                               const std::map<std::string, std::string>& environment,
                               const std::map<std::string, std::string>& overrides) {
  const Result<Config> config = settings_table().load(file, own_variables(environment), overrides);
  if (!config) return fail(config.error());

  Settings settings;
  const std::string& data = config->text("station.data");
  settings.data_folder = data.empty() ? default_data_folder() : fs::path(data);
  const std::string& credentials = config->text("station.credentials");
  settings.credentials = credentials.empty() ? settings.data_folder / "credentials.json" : fs::path(credentials);
  const std::string& address = config->text("station.server");
  Result<ServerAddress> server =
      ServerAddress::parse(address.empty() ? server_of_credentials(settings.credentials) : address,
                           config->flag("station.allow_plain_http") ? PlainHttp::anywhere : PlainHttp::only_loopback,
                           config->text("station.ca_file"));
  if (!server) return fail(std::move(server));
  settings.server = std::move(*server);
  settings.mqtt = mqtt_address(*config, settings.server);
  Result<std::vector<CameraSetting>> cameras = parse_cameras(config->text("station.cameras"));
  if (!cameras) return fail(std::move(cameras));
  settings.cameras = std::move(*cameras);

  settings.voice = {.mode = config->text("station.voice"),
                    .language = "en",
                    .words_per_minute = static_cast<int>(config->integer("station.words_per_minute")),
                    .volume = static_cast<int>(config->integer("station.volume"))};
  if (const std::string& language = config->text("station.language"); !language.empty()) {
    settings.voice.language = language;
    settings.fixed_language = language;
  }
  settings.door = door_settings(*config);
  settings.feed.source.width = static_cast<int>(config->integer("station.frame_width"));
  settings.feed.source.height = static_cast<int>(config->integer("station.frame_height"));
  settings.detection_side = static_cast<int>(config->integer("station.detection_side"));
  settings.spool.max_bytes = static_cast<std::uint64_t>(config->integer("station.spool_megabytes")) << 20;
  settings.spool.max_age = std::chrono::hours(24 * config->integer("station.spool_days"));
  settings.settle = std::chrono::seconds(config->integer("station.settle_seconds"));
  return settings;
}

}  // namespace attendsense::station
