#include "attendsense/service/refresh_session.hpp"
#include "endpoints/account/endpoints.hpp"
#include "web_session.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> renew_web_session(Call& call) {
  if (Result<void> own = require_web_app(call.request, call.client); !own) return fail(std::move(own));
  const std::optional<std::string> token = refresh_cookie(call.request, call.client);
  if (!token) {
    return fail(Failure::unauthenticated, "session_missing", "This browser holds no session", "Sign in");
  }
  const auto session = service::refresh_session::run(call.ports(), {Secret(*token), call.client.address}, call.now);
  if (session) return web_session_response(200, *session, call.client);
  if (session.error().failure != Failure::invalid_input) return fail(session.error());
  return fail(Failure::unauthenticated, "session_unknown", "This browser's session is unknown", "Sign in again");
}

}  // namespace attendsense::api::endpoints
