#include "attendsense/base/metrics.hpp"
#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_metrics(Call& call) {
  if (!call.client.local) {
    return fail(Failure::forbidden, "loopback_only", "Metrics are for programs on the server's own machine",
                "Ask from the server itself, not through the proxy");
  }
  http::Response response;
  response.headers.add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  response.body = call.ports().metrics.text();
  return response;
}

}  // namespace attendsense::api::endpoints
