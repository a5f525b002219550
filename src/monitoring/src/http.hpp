#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::monitoring {

struct HttpRequest {
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  Secret bearer = {};                // empty: none
  std::optional<Secret> body = {};   // with it a POST, else a GET
};

struct HttpResponse {
  long status = 0;
  std::string body;  // at most 64 KiB of it
  std::optional<std::chrono::milliseconds> retry_after;
};

// Whether what is sent to this URL is safe from listeners: TLS, or this machine.
[[nodiscard]] bool is_private_url(const std::string& url);

// A client of other people's HTTP servers; certificates are verified, redirects are not followed. One thread.
class HttpClient {
 public:
  HttpClient(std::filesystem::path ca_file, std::chrono::milliseconds timeout);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Errors: unavailable "cloud_unreachable" (no whole answer in time), "stopped".
  [[nodiscard]] Result<HttpResponse> send(const HttpRequest& request, const std::stop_token& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::monitoring
