#include "attendsense/service/account/leave_session.hpp"
#include "endpoints/account/endpoints.hpp"
#include "web_session.hpp"

namespace attendsense::api::endpoints {

// By the refresh token, which outlives the access token: one can always sign out.
Result<http::Response> end_web_session(Call& call) {
  if (Result<void> own = require_web_app(call.request, call.client); !own) return fail(std::move(own));
  if (const auto token = refresh_cookie(call.request, call.client)) {
    const auto done = service::leave_session::run(call.ports(), {Secret(*token)}, call.now);
    if (!done) return fail(done.error());
  }
  return web_session_over(call.client);
}

}  // namespace attendsense::api::endpoints
