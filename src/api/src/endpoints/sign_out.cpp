#include "attendsense/service/sign_out.hpp"

#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> sign_out(Call& call) {
  const auto done = service::sign_out::run(call.ports(), {call.principal}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
