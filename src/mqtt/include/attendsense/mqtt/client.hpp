#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::mqtt {

struct Message {
  std::string topic;
  std::string payload;
  bool retain = false;                              // the broker keeps the last one for who comes later
  std::optional<std::chrono::seconds> expiry = {};  // after which nobody is told any more
};

struct ClientOptions {
  std::string host = "localhost";
  int port = 8883;
  // PEM file of the authority that signed the broker's certificate, or a folder of such by their hashes; empty: no TLS.
  std::filesystem::path ca;
  std::string user;
  Secret password;
  std::string id;  // of the client; of two with the same the broker keeps the newer
  // How long the broker keeps the session and what comes for it when the connection ends; zero: not at all.
  std::chrono::seconds session{0};
  std::vector<std::string> subscriptions;  // topic filters, QoS 1
  std::optional<Message> will = {};        // what the broker says when this client is gone without a word
  std::chrono::seconds keepalive{10};      // a broker that is silent for twice as long is taken for gone
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::milliseconds longest_pause{4'000};  // between tries to connect
};

// All on the client's thread; they must return soon and must not throw.
struct ClientListener {
  std::function<void()> connected = [] {};  // and subscribed
  std::function<void(const Error& why)> disconnected = [](const Error&) {};
  std::function<void(const std::string& topic, const std::string& payload)> message = [](const auto&, const auto&) {};
};

// A client of an MQTT v5 broker with a thread of its own, which connects at once and again with growing pauses whenever
// the connection is lost. Messages come at least once; one that came while the listener ran is confirmed after it has
// returned.
class Client {
 public:
  Client(ClientOptions options, ClientListener listener);
  // Says goodbye, so that no will is told.
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // QoS 1: returns once the broker has it, whether or not anybody listens. unavailable "broker_away" (not connected, or
  // no answer in time: it may have arrived), "broker_refused" (the access list, a quota), "broker_untrusted". Safe from
  // any thread but the client's own.
  [[nodiscard]] Result<void> publish(const Message& message, std::chrono::milliseconds deadline);
  // The same without waiting for an answer; also from the client's own thread.
  void publish_unconfirmed(const Message& message);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::mqtt
