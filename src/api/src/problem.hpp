#pragma once

#include <string_view>

#include "attendsense/base/result.hpp"
#include "http/message.hpp"

namespace attendsense::api {

// The status that says to a client what an error means for it.
[[nodiscard]] int status_of(const Error& error);
// "Not Found"
[[nodiscard]] std::string_view title_of(int status);

// The problem document (RFC 9457) of an error, with the fields that belong to its status (WWW-Authenticate,
// Retry-After). Of what is our own fault only the request's id is told, never the message.
[[nodiscard]] http::Response problem(const Error& error, int status, std::string_view request_id);
[[nodiscard]] http::Response problem(const Error& error, std::string_view request_id);

}  // namespace attendsense::api
