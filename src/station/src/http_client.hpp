#pragma once

// The one place that talks to libcurl. One client a thread; a request ends when it is done, at its deadline, or at once
// when stop is requested.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/station/server_address.hpp"

namespace attendsense::station {

struct HttpRequest {
  std::string path;  // "/api/v1/captures"
  std::vector<std::string> headers;
  const std::string* body = nullptr;         // POST when set, else GET; must live until the answer is there
  const char* method = nullptr;              // another one for the body, such as "PUT"
  std::chrono::milliseconds timeout{15000};  // for the whole exchange; 0: none, for a stream
  // A stream is given up when nothing at all came for so long.
  std::chrono::seconds silence{0};
  // For a stream: called with the status when the headers are complete and with each piece of the body, on the calling
  // thread. Return false to end the exchange. Without it the body is collected, up to 256 KiB.
  std::function<bool(long status, std::string_view piece)> on_piece = {};
};

struct HttpResponse {
  long status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::chrono::system_clock::time_point sent_at;      // when the request had gone out
  std::chrono::system_clock::time_point answered_at;  // when the first byte of the answer came
};

class HttpClient {
 public:
  // `token` goes along as a bearer token. Throws std::bad_alloc only.
  HttpClient(ServerAddress server, const Secret& token);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Any status is an answer. Errors: unavailable "server_unreachable" (no connection, timed out, cut off; the cause is
  // in the message), unavailable "server_certificate" (TLS verification failed), unavailable "stopped".
  [[nodiscard]] Result<HttpResponse> send(const HttpRequest& request, const std::stop_token& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::station
