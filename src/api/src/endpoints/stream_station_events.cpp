#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> stream_station_events(Call& call) {
  const auto station = service::require_station(call.principal);
  if (!station) return fail(station.error());
  return stream_events(call);
}

}  // namespace attendsense::api::endpoints
