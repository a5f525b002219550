#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_health(Call& call) {
  (void)call;
  return json_response(200, {{"status", "ok"}});
}

}  // namespace attendsense::api::endpoints
