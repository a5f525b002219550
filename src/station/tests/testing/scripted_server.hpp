#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace attendsense::station::testing {

struct Request {
  std::string method;
  std::string path;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

// What the server does with a request: writes `bytes`, then closes, unless it is told to stay open.
struct Answer {
  std::string bytes;
  bool stay_open = false;  // until the server ends
};

[[nodiscard]] std::string http_answer(int status, const std::string& headers = "", const std::string& body = "");
[[nodiscard]] Answer answer(int status, const std::string& headers = "", const std::string& body = "");
// 202 as the real server gives it.
[[nodiscard]] Answer accepted(const Request& request);
// The header of an event stream and what follows; the connection stays open.
[[nodiscard]] Answer event_stream(const std::string& events);

// A server on a free loopback port that speaks raw bytes, so that it can be as rude as the network is. The handler runs
// on a thread for each connection.
class ScriptedServer {
 public:
  using Handler = std::function<Answer(const Request&)>;
  explicit ScriptedServer(Handler handler);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  [[nodiscard]] std::string address() const;  // "http://127.0.0.1:PORT"

  [[nodiscard]] int port() const { return port_; }

  [[nodiscard]] std::vector<Request> requests() const;
  [[nodiscard]] std::vector<Request> requests(const std::string& path) const;
  // Waits until so many requests to a path have come; false after ten seconds.
  bool wait_for(const std::string& path, std::size_t count) const;

 private:
  void serve();
  void converse(int connection);

  Handler handler_;
  int port_ = 0;  // before the listener, which sets it
  int listener_ = -1;
  mutable std::mutex mutex_;
  mutable std::condition_variable came_;
  std::vector<Request> requests_;
  std::vector<int> open_;
  std::vector<std::jthread> conversations_;
  bool ending_ = false;
  std::jthread thread_;
};

// A loopback port that nobody listens on.
[[nodiscard]] int unused_port();

// Waits for a condition that another thread brings about; false after the deadline.
bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds within = std::chrono::seconds(10));

}  // namespace attendsense::station::testing
