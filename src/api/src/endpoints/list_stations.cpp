#include "attendsense/service/list_stations.hpp"

#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> list_stations(Call& call) {
  const auto stations = service::list_stations::run(call.ports(), {call.principal}, call.now);
  if (!stations) return fail(stations.error());
  return json_response(200, {{"items", list_to_json(stations->items)}});
}

}  // namespace attendsense::api::endpoints
