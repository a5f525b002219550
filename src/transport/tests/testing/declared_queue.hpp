#pragma once

#include <amqp.h>

#include <cstdint>
#include <memory>
#include <string>

#include "testing/amqp_options.hpp"

namespace attendsense::transport::testing_support {

struct Declaration {
  std::int64_t max_waiting = 100;
  bool dead_letters = true;
};

// The exchanges, queues and bindings of deploy/rabbitmq under a name of their own, which go again with this. The
// administrator declares them.
class DeclaredQueue {
 public:
  explicit DeclaredQueue(const attendsense::testing::TestServers& servers, const Declaration& what = {});
  ~DeclaredQueue();
  DeclaredQueue(const DeclaredQueue&) = delete;
  DeclaredQueue& operator=(const DeclaredQueue&) = delete;

  // With the accounts that ship.
  [[nodiscard]] AmqpOptions options() const { return amqp_options(servers_, name_); }

  [[nodiscard]] const std::string& name() const { return name_; }

  // As another program would publish to the exchange.
  void publish(const std::string& message_id, const std::string& schema, const std::string& body) const;
  // Takes a queue away under everybody.
  void drop(const std::string& queue) const;

 private:
  struct Closer {
    void operator()(amqp_connection_state_t state) const;
  };

  attendsense::testing::TestServers servers_;
  std::string name_;
  std::unique_ptr<amqp_connection_state_t_, Closer> connection_;
};

}  // namespace attendsense::transport::testing_support
