#pragma once

#include <mosquitto.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "attendsense/mqtt/client.hpp"

namespace attendsense::mqtt {

// What a session tells, on its thread.
struct SessionEvents {
  std::function<void()> ready;                            // connected and subscribed
  std::function<void(int number, int reason)> confirmed;  // the broker's word on a publish; from 128 on it failed
  std::function<void(const std::string& topic, const std::string& payload)> message;
};

// One connection to the broker, from its beginning to its end. run() is for one thread; publish() for any, while it
// runs and after `ready`.
class Session {
 public:
  Session(const ClientOptions& options, SessionEvents events);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Until the connection ends, which is an error, or stop is requested, when it says goodbye.
  [[nodiscard]] Result<void> run(const std::stop_token& stop);
  // Sends; answers the number by which it will be confirmed.
  [[nodiscard]] Result<int> publish(const Message& message);

 private:
  struct Destroy {
    void operator()(mosquitto* handle) const { mosquitto_destroy(handle); }
  };

  [[nodiscard]] Result<void> prepare();
  [[nodiscard]] Result<void> set_will();
  [[nodiscard]] Result<void> connect();
  [[nodiscard]] Result<void> loop(const std::stop_token& stop);
  void answered(int reason);
  void subscribe();
  void subscribed(int number, bool granted);

  const ClientOptions& options_;
  const SessionEvents events_;
  std::unique_ptr<mosquitto, Destroy> handle_;
  bool ready_ = false;
  std::set<int> subscribing_;    // numbers of requests without an answer
  std::optional<Error> failed_;  // said by a callback
};

}  // namespace attendsense::mqtt
