#pragma once

#include <optional>
#include <vector>

#include "attendsense/core/ports/capture_queue.hpp"
#include "connection.hpp"

namespace attendsense::transport::amqp {

// What an operator looks at and does. Each call opens a connection of its own and closes it; messages that were read
// and not moved return to their places with it.

struct Depths {
  std::int64_t waiting = 0;
  std::int64_t dead = 0;
};

[[nodiscard]] Result<Depths> count_messages(const AmqpOptions& options, const AmqpAccount& account);
[[nodiscard]] Result<std::vector<core::DeadCapture>> list_dead(const AmqpOptions& options, int limit);
// A dead letter is taken off only once the queue has confirmed it. When the queue is full the rest stays:
// unavailable "queue_full", which tells how many were moved.
[[nodiscard]] Result<std::int64_t> revive_dead(const AmqpOptions& options, std::optional<core::CaptureId> capture);

}  // namespace attendsense::transport::amqp
