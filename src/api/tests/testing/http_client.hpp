#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "contract.hpp"

namespace attendsense::api::testing {

// Talks to a server as any client would (libcurl), and fails the test where an answer is not as the contract says.
class HttpClient {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  explicit HttpClient(std::string url, std::string token = "") : url_(std::move(url)), token_(std::move(token)) {}

  Reply get(const std::string& path, const Fields& fields = {}) const { return send("GET", path, {}, "", fields); }

  Reply post(const std::string& path, const boost::json::object& body) const;
  Reply put(const std::string& path, const boost::json::object& body, const Fields& fields = {}) const;
  Reply patch(const std::string& path, const boost::json::object& body, const Fields& fields = {}) const;

  Reply remove(const std::string& path) const { return send("DELETE", path, {}, "", {}); }

  Reply send(const std::string& method, const std::string& path, std::string_view body, const std::string& type,
             const Fields& fields = {}) const;

  // Whom to believe over TLS.
  void trust(std::string certificate_file) { trusted_ = std::move(certificate_file); }

  [[nodiscard]] const std::string& url() const { return url_; }

  [[nodiscard]] const std::string& token() const { return token_; }

 private:
  std::string url_;
  std::string token_;
  std::string trusted_;
};

// A bare connection, for requests that no client would send.
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  // Whether everything went out; not: the other end is gone.
  bool send(std::string_view bytes);
  void end_sending();
  // What comes up to and with `end`; all there is when the other end closes or the time is up before that.
  std::string receive_until(std::string_view end, std::chrono::milliseconds most = std::chrono::seconds{10});
  // Everything until the other end closes. Fails the test when that does not happen in time.
  std::string receive_all(std::chrono::milliseconds most = std::chrono::seconds{10});

 private:
  int socket_ = -1;
  std::string received_;  // and not yet asked for
};

// The status of the first answer in what was received; 0: none.
[[nodiscard]] int status_of(std::string_view received);

}  // namespace attendsense::api::testing
