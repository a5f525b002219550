#include "attendsense/service/setup.hpp"
#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_setup(Call& call) {
  const Result<bool> registered = service::is_registered(call.ports().store);
  if (!registered) return fail(registered.error());
  return json_response(200, {{"registered", *registered}});
}

}  // namespace attendsense::api::endpoints
