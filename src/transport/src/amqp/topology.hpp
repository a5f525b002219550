#pragma once

#include <string>

namespace attendsense::transport::amqp {

// The names that deploy/rabbitmq/definitions declares. An exchange has the name of the one queue behind it.
inline constexpr const char* kRoutingKey = "capture";

[[nodiscard]] inline std::string dead_name(const std::string& name) {
  return name + ".dead";
}

}  // namespace attendsense::transport::amqp
