#include "attendsense/station/station_status.hpp"

#include <boost/json.hpp>

namespace attendsense::station {

namespace {

constexpr std::size_t kLongestWhy = 500;

// Without line breaks and the like, cut between characters.
std::string one_line(std::string text) {
  std::ranges::replace_if(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  if (text.size() <= kLongestWhy) return text;
  std::size_t end = kLongestWhy;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  text.resize(end);
  return text;
}

}  // namespace

std::string status_text(const core::StationId& station, Presence presence, const StationStatus& status, Instant at) {
  boost::json::object text{{"schema", "attendsense.status.v1"},
                           {"station_id", station.to_string()},
                           {"online", presence == Presence::online},
                           {"at", to_rfc3339(at)},
                           {"version", ATTENDSENSE_VERSION}};
  if (presence == Presence::offline) return boost::json::serialize(text);
  text["waiting"] = status.waiting;
  if (status.clock_offset) text["clock_offset_us"] = status.clock_offset->count();
  return boost::json::serialize(text);
}

std::string report_text(const core::StationReport& report) {
  boost::json::array cameras;
  for (const core::CameraReport& camera : report.cameras) {
    cameras.push_back(boost::json::object{
        {"name", camera.name}, {"state", core::to_string(camera.state)}, {"why", one_line(camera.why)}});
  }
  return boost::json::serialize(
      boost::json::object{{"version", report.version.empty() ? ATTENDSENSE_VERSION : report.version},
                          {"waiting", report.waiting},
                          {"set_aside", report.set_aside},
                          {"dropped", report.dropped},
                          {"cameras", std::move(cameras)}});
}

}  // namespace attendsense::station
