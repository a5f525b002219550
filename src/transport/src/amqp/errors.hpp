#pragma once

#include <amqp.h>

#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::transport::amqp {

// What the library or the broker said, in our words. `doing` completes "RabbitMQ: ... while <doing>".
[[nodiscard]] Error away(const std::string& why);
// A mandatory message came back.
[[nodiscard]] Error leads_nowhere();
[[nodiscard]] Error status_error(int status, const char* doing);
// Of a reply that is not normal.
[[nodiscard]] Error reply_error(const amqp_rpc_reply_t& reply, const char* doing);
// Of connection.close or channel.close.
[[nodiscard]] Error close_error(const amqp_method_t& method, const char* doing);

}  // namespace attendsense::transport::amqp
