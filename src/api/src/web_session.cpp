#include "web_session.hpp"

#include <vector>

#include "attendsense/service/sign_in.hpp"
#include "views_json.hpp"

namespace attendsense::api {
namespace {

constexpr std::string_view kWebPath = "/api/v1/web";

struct Cookie {
  std::string_view secure_name;  // a browser takes these names from TLS alone, and from no other host
  std::string_view plain_name;   // on one's own machine, without TLS
  std::string_view path;

  [[nodiscard]] std::string_view name(const Client& client) const { return client.https ? secure_name : plain_name; }
};

constexpr Cookie kAccess{"__Host-attendsense", "attendsense", "/"};
// Sent where sessions are renewed and ended, nowhere else.
constexpr Cookie kRefresh{"__Secure-attendsense-refresh", "attendsense-refresh", kWebPath};

std::string set_cookie(const Cookie& cookie, const Client& client, std::string_view value, std::chrono::seconds life) {
  std::string text(cookie.name(client));
  text.append("=").append(value).append("; Path=").append(cookie.path);
  text += "; Max-Age=" + std::to_string(life.count()) + "; HttpOnly; SameSite=Strict";
  if (client.https) text += "; Secure";
  return text;
}

// `a=1; b=2`: the value of the one cookie of that name.
std::optional<std::string> find_cookie(const http::Request& request, const Cookie& cookie, const Client& client) {
  if (!client.https && !client.local) return std::nullopt;
  std::optional<std::string> found;
  for (const auto& [field, value] : request.headers.items()) {
    if (!http::equal_without_case(field, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      std::string_view pair = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
      const std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != cookie.name(client)) continue;
      if (found) return std::nullopt;
      found = pair.substr(equals + 1);
    }
  }
  return found;
}

// "example.com:8443" of "https://example.com:8443".
std::string_view host_of(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

bool comes_from_elsewhere(const http::Request& request) {
  const auto site = request.headers.find("Sec-Fetch-Site");
  if (site && *site != "same-origin") return true;
  const auto origin = request.headers.find("Origin");
  return origin && !http::equal_without_case(host_of(*origin), request.headers.find("Host").value_or(""));
}

}  // namespace

std::optional<std::string> access_cookie(const http::Request& request, const Client& client) {
  return find_cookie(request, kAccess, client);
}

std::optional<std::string> refresh_cookie(const http::Request& request, const Client& client) {
  return find_cookie(request, kRefresh, client);
}

Result<void> require_own_site(const http::Request& request) {
  if (request.headers.find("Attendsense-Web").value_or("") == "1" && !comes_from_elsewhere(request)) return {};
  return fail(Failure::forbidden, "cross_site_request", "The request does not come from the web app",
              "Send Attendsense-Web: 1 from a page of this server, or use a bearer token");
}

Result<void> require_web_app(const http::Request& request, const Client& client) {
  if (Result<void> own = require_own_site(request); !own) return own;
  if (client.https || client.local) return {};
  return fail(Failure::forbidden, "https_needed", "Cookies are not given over a network without TLS",
              "Open the web app with https");
}

http::Response web_session_response(int status, const service::Session& session, const Client& client,
                                    boost::json::object more) {
  more["expires_in"] = session.expires_in.count();
  more["employee"] = to_json(session.employee);
  http::Response response = json_response(status, more);
  const std::string& access = session.access_token.reveal();
  const std::string& refresh = session.refresh_token.reveal();
  response.headers.add("Set-Cookie", set_cookie(kAccess, client, access, session.expires_in));
  response.headers.add("Set-Cookie", set_cookie(kRefresh, client, refresh, service::sign_in::kRefreshTokenLife));
  return response;
}

http::Response web_session_over(const Client& client) {
  http::Response response = empty_response();
  for (const Cookie& cookie : {kAccess, kRefresh}) {
    response.headers.add("Set-Cookie", set_cookie(cookie, client, "", std::chrono::seconds{0}));
  }
  return response;
}

}  // namespace attendsense::api
