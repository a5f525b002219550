#include "station_report_json.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace attendsense::store {
namespace {

namespace json = boost::json;

json::object camera_to_json(const core::CameraReport& camera) {
  return {{"name", camera.name}, {"state", core::to_string(camera.state)}, {"why", camera.why}};
}

core::CameraReport read_camera(const json::object& object) {
  const auto state = core::parse_camera_state(object.at("state").as_string());
  if (!state) throw std::runtime_error("the state of a camera is unknown");
  return {.name = std::string(object.at("name").as_string()),
          .state = *state,
          .why = std::string(object.at("why").as_string())};
}

core::StationReport read_report(const json::object& object) {
  core::StationReport report{.version = std::string(object.at("version").as_string()),
                             .waiting = object.at("waiting").as_int64(),
                             .set_aside = object.at("set_aside").as_int64(),
                             .dropped = object.at("dropped").as_int64(),
                             .cameras = {}};
  for (const json::value& camera : object.at("cameras").as_array()) {
    report.cameras.push_back(read_camera(camera.as_object()));
  }
  return report;
}

}  // namespace

std::string station_report_to_json(const core::StationReport& report) {
  json::array cameras;
  for (const core::CameraReport& camera : report.cameras) cameras.push_back(camera_to_json(camera));
  return json::serialize(json::object{{"version", report.version},
                                      {"waiting", report.waiting},
                                      {"set_aside", report.set_aside},
                                      {"dropped", report.dropped},
                                      {"cameras", std::move(cameras)}});
}

Result<core::StationReport> station_report_from_json(std::string_view text) {
  try {
    return read_report(json::parse(text).as_object());
  } catch (const std::exception& error) {
    return fail(Failure::corrupt, "station_report_malformed",
                fmt::format("What a station told is stored damaged: {}", error.what()),
                "Delete its row of station_report; the station tells again within half a minute");
  }
}

}  // namespace attendsense::store
