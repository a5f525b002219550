#pragma once

#include "attendsense/transport/amqp_capture_queue.hpp"
#include "testing/servers.hpp"

namespace attendsense::transport::testing_support {

// How to reach a queue on the broker of the test run, with the accounts that ship.
[[nodiscard]] inline AmqpOptions amqp_options(const attendsense::testing::TestServers& servers,
                                              const std::string& name) {
  const auto account = [](const attendsense::testing::Login& login) {
    return AmqpAccount{login.user, Secret(login.password)};
  };
  AmqpOptions options;
  options.host = servers.rabbitmq->host;
  options.port = servers.rabbitmq->port;
  options.vhost = servers.rabbitmq->vhost;
  options.publisher = account(servers.rabbitmq->publisher);
  options.consumer = account(servers.rabbitmq->consumer);
  options.operator_ = account(servers.rabbitmq->queue_operator);
  options.ca = servers.ca;
  options.name = name;
  return options;
}

}  // namespace attendsense::transport::testing_support
