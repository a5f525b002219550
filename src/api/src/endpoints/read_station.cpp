#include "attendsense/service/read_station.hpp"

#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_station(Call& call) {
  const auto id = call.id<core::StationId>("station_id");
  if (!id) return fail(id.error());
  const auto output = service::read_station::run(call.ports(), {call.principal, *id}, call.now);
  if (!output) return fail(output.error());
  return json_response(200, to_json(output->station));
}

}  // namespace attendsense::api::endpoints
