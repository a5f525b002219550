#pragma once

#include "attendsense/base/result.hpp"
#include "attendsense/core/ports/capture_queue.hpp"
#include "connection.hpp"

namespace attendsense::transport::amqp {

// How a capture is written as a message, schema "attendsense.capture.v1": the message id is the capture id, the content
// type says whether the body is sealed, times are microseconds since 1970 in UTC. `trace_id` is the capture id in the
// form of W3C trace context, by which other tools follow it.
[[nodiscard]] Message encode(const core::CaptureJob& job);

// unsupported "message_schema_unknown", invalid_input "message_malformed"; one line that names the header.
[[nodiscard]] Result<core::CaptureJob> decode(const Message& message);

// Counted from 1, from the broker's count of returns.
[[nodiscard]] int attempt_of(const Message& message);

// The same message for the dead letters, with why, when and after how many attempts.
[[nodiscard]] Message buried(Message message, const std::string& reason, int attempts, Instant now);
// The same message as it was first sent.
[[nodiscard]] Message revived(Message message);
// What a dead letter says of itself, or what the broker says of it. Parts that cannot be read are left empty.
[[nodiscard]] core::DeadCapture read_dead(const Delivered& dead, const AmqpOptions& options);

}  // namespace attendsense::transport::amqp
