#pragma once

// Requests that depend on what is there or on what the client has already (RFC 9110, section 13).

#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <string>

#include "call.hpp"

namespace attendsense::api {

// The strong entity tag of a JSON representation, with its quotation marks.
[[nodiscard]] std::string entity_tag(const boost::json::object& representation);

// As json_response(), with the representation's ETag.
[[nodiscard]] http::Response tagged_json_response(int status, const boost::json::object& representation);

// What If-Match asks for, against the representation as it is: "*", one entity tag or several. Nothing without the
// field. conflict "precondition_failed", which is answered 412.
[[nodiscard]] Result<void> check_if_match(const std::optional<std::string>& if_match,
                                          const boost::json::object& representation);

// The answer to a GET or HEAD: a whole JSON body of 200 gets its ETag, and private caches may keep it if they ask again
// every time; 304 without the body when If-None-Match knows the tag, weak ones included, or is "*".
void answer_conditionally(const http::Request& request, http::Response& response);

// The same for an answer that has its ETag and its Cache-Control already.
void answer_not_modified(const http::Request& request, http::Response& response);

// The precondition of a use case that changes a Thing: the request's If-Match against the Thing's representation.
//   input.precondition = precondition_of<core::Schedule>(call, to_json);
template <class Thing>
[[nodiscard]] std::function<Result<void>(const Thing&)> precondition_of(
    const Call& call, boost::json::object (*representation)(const Thing&)) {
  std::optional<std::string> field = call.request.headers.joined("If-Match");
  if (!field) return {};
  return [if_match = std::move(field), representation](const Thing& thing) {
    return check_if_match(if_match, representation(thing));
  };
}

}  // namespace attendsense::api
