#include "attendsense/station/station_status.hpp"

#include <boost/json.hpp>

namespace attendsense::station {

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

}  // namespace attendsense::station
