#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_version(Call& call) {
  return json_response(200, {{"name", "attendsense"}, {"version", call.dependencies.version}, {"api", "v1"}});
}

}  // namespace attendsense::api::endpoints
