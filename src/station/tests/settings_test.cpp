#include "attendsense/station/settings.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "attendsense/base/files.hpp"

namespace attendsense::station {
namespace {

using Texts = std::map<std::string, std::string>;

TEST(Settings, come_from_file_environment_and_command_line_in_that_order) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "station.toml";
  std::ofstream(file) << "[station]\nserver = \"https://a.example\"\nvoice = \"off\"\njpeg_quality = 90\n"
                         "cameras = \"gate=0; back=rtsp://user:secret@192.0.2.4/a\"\n";
  const auto settings =
      load_settings(file, {{"ATTENDSENSE_STATION_JPEG_QUALITY", "91"}, {"ATTENDSENSE_API_LISTEN", "x"}},
                    {{"station.server", "https://b.example"}});
  ASSERT_TRUE(settings) << settings.error().text();
  EXPECT_EQ(settings->server.base, "https://b.example");
  EXPECT_EQ(settings->voice.mode, "off");
  EXPECT_EQ(settings->door.capture.jpeg_quality, 91);
  ASSERT_EQ(settings->cameras.size(), 2U);
  EXPECT_EQ(settings->cameras[1].name, "back");
  EXPECT_EQ(settings->cameras[1].address, "rtsp://user:secret@192.0.2.4/a");
}

TEST(Settings, refuse_what_is_wrong_and_do_not_repeat_an_address) {
  const auto code = [](const Texts& overrides) {
    Texts all{{"station.server", "https://a.example"}};
    for (const auto& [key, value] : overrides) all[key] = value;
    const auto settings = load_settings(std::nullopt, {}, all);
    if (settings) return std::string();
    EXPECT_EQ(settings.error().text().find("secret"), std::string::npos);
    return settings.error().code;
  };
  EXPECT_EQ(code({}), "");
  EXPECT_EQ(code({{"station.cameras", "rtsp://secret"}}), "camera_malformed");
  EXPECT_EQ(code({{"station.cameras", "gate="}}), "camera_malformed");
  EXPECT_EQ(code({{"station.cameras", "gate=0;gate=1"}}), "camera_malformed");
  EXPECT_EQ(code({{"station.cameras", "ga\nte=0"}}), "camera_malformed");
  EXPECT_EQ(code({{"station.server", "http://a.example"}}), "server_address_insecure");
  EXPECT_EQ(code({{"station.jpeg_quality", "5"}}), "config_invalid");
  EXPECT_EQ(code({{"station.unknown", "5"}}), "config_invalid");
}

TEST(Settings, every_one_is_in_the_manual) {
  const std::string manual = settings_table().manual();
  for (const char* key : {"station.server", "station.cameras", "station.spool_megabytes", "station.voice"}) {
    EXPECT_NE(manual.find(key), std::string::npos) << key;
  }
}

TEST(Settings, events_come_over_mqtt_when_told_so) {
  const auto load = [](Texts overrides) {
    overrides["station.server"] = "https://attendance.example:8443/x";
    return load_settings(std::nullopt, {}, overrides);
  };
  EXPECT_FALSE(load({})->mqtt);
  const auto settings = load({{"station.events", "mqtt"}});
  ASSERT_TRUE(settings && settings->mqtt);
  EXPECT_EQ(settings->mqtt->host, "attendance.example");
  EXPECT_EQ(settings->mqtt->port, 8883);
  EXPECT_EQ(settings->mqtt->ca, "/etc/ssl/certs") << "the system's authorities";
  const auto own =
      load({{"station.events", "mqtt"}, {"station.mqtt_host", "broker.example"}, {"station.ca_file", "a.pem"}});
  EXPECT_EQ(own->mqtt->host, "broker.example");
  EXPECT_EQ(own->mqtt->ca, "a.pem");
  EXPECT_FALSE(load({{"station.events", "pigeon"}}));
}

}  // namespace
}  // namespace attendsense::station
