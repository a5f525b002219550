#pragma once

#include "http_client.hpp"

namespace attendsense::api::testing {

// A browser with the web app open: keeps cookies, and says that it is the web app.
class Browser {
 public:
  explicit Browser(HttpClient client) : client_(std::move(client)) {}

  Reply get(const std::string& path) { return send("GET", path, ""); }

  Reply post(const std::string& path, const boost::json::object& body);

  Reply remove(const std::string& path) { return send("DELETE", path, ""); }

  Reply sign_in(const std::string& email, const std::string& password);
  Reply send(const std::string& method, const std::string& path, std::string_view body);

  // What goes with every request; the web app's own field at first.
  HttpClient::Fields fields{{"Attendsense-Web", "1"}};
  // "name=value", in the order in which they came.
  std::vector<std::string> cookies;

 private:
  void keep_cookies(const Reply& reply);

  HttpClient client_;
};

}  // namespace attendsense::api::testing
