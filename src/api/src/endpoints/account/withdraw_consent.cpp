#include "attendsense/service/account/withdraw_consent.hpp"

#include "endpoints/account/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> withdraw_consent(Call& call) {
  const auto done = service::withdraw_consent::run(call.ports(), {call.principal}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
