#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/status.hpp>

#include "http/session_of.hpp"

namespace attendsense::api::http {
namespace {

using HttpError = beast::http::error;

ProtocolFault timeout(bool in_body) {
  return {408, "request_timeout", in_body ? "The body did not come in time" : "The header did not come in time",
          "Send the request without pauses"};
}

ProtocolFault malformed(const std::string& what) {
  return {400, "request_malformed", "This is not HTTP/1.1: " + what, ""};
}

}  // namespace

std::optional<ProtocolFault> fault_of(const error_code& failed, bool timed_out, bool in_body) {
  if (timed_out) return timeout(in_body);
  if (failed == HttpError::header_limit || failed == HttpError::buffer_overflow) {
    return ProtocolFault{431, "header_too_large", "The header is larger than the limit",
                         "Send fewer or shorter fields"};
  }
  if (failed == HttpError::body_limit) {
    return ProtocolFault{413, "body_too_large", "The body is larger than the limit", "Send less at once"};
  }
  // A client that ends in the middle may still be reading; one that ends before it began is just gone.
  if (failed == HttpError::end_of_stream) return std::nullopt;
  if (failed == HttpError::partial_message) return malformed("the request ends too early");
  if (failed.category() == beast::http::make_error_code(HttpError::bad_value).category()) {
    return malformed(failed.message());
  }
  return std::nullopt;
}

std::string head_of(const Response& response, std::string_view framing, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head += beast::http::obsolete_reason(static_cast<beast::http::status>(response.status));
  head += "\r\n";
  for (const auto& [name, value] : response.headers.items()) head += name + ": " + value + "\r\n";
  head += framing;
  head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

}  // namespace attendsense::api::http
