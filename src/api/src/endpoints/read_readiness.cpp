#include <boost/json/array.hpp>

#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_readiness(Call& call) {
  boost::json::array parts;
  bool all_ready = true;
  for (const ReadinessCheck& part : call.dependencies.readiness) {
    const Result<void> ready = part.check();
    all_ready = all_ready && ready.has_value();
    parts.push_back(
        {{"name", part.name}, {"ready", ready.has_value()}, {"detail", ready ? "" : ready.error().message}});
  }
  http::Response response = json_response(all_ready ? 200 : 503, {{"ready", all_ready}, {"parts", std::move(parts)}});
  if (!all_ready) response.headers.add("Retry-After", "2");
  return response;
}

}  // namespace attendsense::api::endpoints
