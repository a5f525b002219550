#pragma once

// Sessions of the web app: the tokens are in cookies that no script can read (docs/adr/0011-web-sessions.md).

#include <optional>
#include <string>

#include "call.hpp"

namespace attendsense::service {
struct Session;
}

namespace attendsense::api {

// The access token of a browser; none where the request carries no such cookie, or carries it more than once.
[[nodiscard]] std::optional<std::string> access_cookie(const http::Request& request, const Client& client);
[[nodiscard]] std::optional<std::string> refresh_cookie(const http::Request& request, const Client& client);

// That a request which a browser would send with cookies comes from the web app and from no other site: it has the
// field Attendsense-Web, which another site cannot set, and Sec-Fetch-Site or Origin do not say otherwise. forbidden
// "cross_site_request".
[[nodiscard]] Result<void> require_own_site(const http::Request& request);
// The same for cookies that are about to be set: not over a network without TLS. forbidden "https_needed".
[[nodiscard]] Result<void> require_web_app(const http::Request& request, const Client& client);

// The answer with both tokens as cookies, the rest as JSON, and whatever else belongs to it.
[[nodiscard]] http::Response web_session_response(int status, const service::Session& session, const Client& client,
                                                  boost::json::object more = {});
// 204 that takes the cookies away.
[[nodiscard]] http::Response web_session_over(const Client& client);

}  // namespace attendsense::api
