#include "call.hpp"

#include <boost/json/serialize.hpp>
#include <stdexcept>

namespace attendsense::api {

const std::string& Call::path_text(std::string_view name) const {
  const auto found = std::ranges::find(path, name, [](const auto& item) { return std::string_view(item.first); });
  if (found == path.end()) throw std::logic_error("The route has no {" + std::string(name) + "}");
  return found->second;
}

Error Call::no_such_id(std::string_view name) {
  return {Failure::not_found, "path_unknown", "The address does not hold a valid " + std::string(name),
          "Ids are UUIDs: 36 characters"};
}

http::Response json_response(int status, const boost::json::object& body) {
  return json_text_response(status, boost::json::serialize(body));
}

http::Response json_text_response(int status, std::string json) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(json);
  return response;
}

http::Response empty_response() {
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace attendsense::api
