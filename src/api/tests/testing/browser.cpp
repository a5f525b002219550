#include "browser.hpp"

#include <boost/json.hpp>

namespace attendsense::api::testing {

Reply Browser::post(const std::string& path, const boost::json::object& body) {
  return send("POST", path, boost::json::serialize(body));
}

Reply Browser::sign_in(const std::string& email, const std::string& password) {
  return post("/api/v1/web/session", {{"email", email}, {"password", password}});
}

Reply Browser::send(const std::string& method, const std::string& path, std::string_view body) {
  HttpClient::Fields all = fields;
  std::string jar;
  for (const std::string& cookie : cookies) jar += (jar.empty() ? "" : "; ") + cookie;
  if (!jar.empty()) all.emplace_back("Cookie", jar);
  Reply reply = client_.send(method, path, body, "application/json", all);
  keep_cookies(reply);
  return reply;
}

void Browser::keep_cookies(const Reply& reply) {
  std::string_view lines = reply.headers.contains("set-cookie") ? reply.headers.at("set-cookie") : std::string_view();
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    const std::string pair(line.substr(0, line.find(';')));
    const std::string name = pair.substr(0, pair.find('=') + 1);
    std::erase_if(cookies, [&](const std::string& cookie) { return cookie.starts_with(name); });
    if (!line.contains("Max-Age=0;")) cookies.push_back(pair);
  }
}

}  // namespace attendsense::api::testing
