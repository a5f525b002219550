#pragma once

// What an endpoint is given, and how endpoints are declared.

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendsense/api/server.hpp"
#include "attendsense/service/principal.hpp"
#include "http/message.hpp"
#include "target.hpp"

namespace attendsense::api {

// Who is at the other end, seen through a reverse proxy on this machine if there is one.
struct Client {
  std::string address;
  bool local = false;  // a program on this machine, not a proxy's client
  bool https = false;
};

class Downloads;

struct Call {
  http::Request& request;  // an endpoint may move the body out
  ApiDependencies& dependencies;
  const ServerOptions& options;
  Downloads& downloads;
  const std::string& request_id;
  std::vector<std::pair<std::string, std::string>> query;
  std::vector<std::pair<std::string, std::string>> path;  // what stood for "{employee_id}"
  Client client;
  service::Principal principal;  // of nobody where the route is open
  std::string token;  // the token as it came, with Authorization or in a cookie; empty where the route is open
  Instant now;
  // Runs a job on the workers. Not: they are busy.
  std::function<bool(std::function<void()>)> submit;

  [[nodiscard]] service::Ports& ports() const { return dependencies.ports; }

  // An id of the path. Errors: not_found "path_unknown": what is no id names nothing.
  template <class Id>
  [[nodiscard]] Result<Id> id(std::string_view name) const {
    Result<Id> parsed = Id::parse(path_text(name));
    if (!parsed) return fail(no_such_id(name));
    return parsed;
  }

  [[nodiscard]] const std::string& path_text(std::string_view name) const;

 private:
  [[nodiscard]] static Error no_such_id(std::string_view name);
};

using Endpoint = Result<http::Response> (*)(Call& call);

enum class Access { open, token };              // whether a bearer token is needed
enum class Runs { at_once, on_worker };         // at once: on the I/O thread, for what answers from memory
enum class Limit { requests, captures, none };  // what it is counted as; none: probes

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/api/v1/employees/{employee_id}"; the contract's path
  Endpoint endpoint;
  Access access = Access::token;
  Runs runs = Runs::on_worker;
  Limit limit = Limit::requests;
};

[[nodiscard]] http::Response json_response(int status, const boost::json::object& body);
[[nodiscard]] http::Response json_text_response(int status, std::string json);
[[nodiscard]] http::Response empty_response();  // 204

}  // namespace attendsense::api
