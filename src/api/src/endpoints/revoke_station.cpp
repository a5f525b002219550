#include "attendsense/service/revoke_station.hpp"

#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> revoke_station(Call& call) {
  const auto id = call.id<core::StationId>("station_id");
  if (!id) return fail(id.error());
  const auto done = service::revoke_station::run(call.ports(), {call.principal, *id}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
