#pragma once

#include <amqp.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "attendsense/base/result.hpp"
#include "attendsense/transport/amqp_capture_queue.hpp"
#include "message.hpp"
#include "wake.hpp"

namespace attendsense::transport::amqp {

// What a broker says unasked, or in answer to get(). `tag` names a message on its channel.
struct Delivered {
  std::uint64_t tag = 0;
  std::string consumer;  // empty: the answer to get()
  Message message;       // the body of one that is too long is left out
  std::uint64_t body_size = 0;
};

struct Nothing {};  // the answer to get() when the queue is empty

struct Confirmed {
  std::uint64_t number = 0;  // of the publish on its channel, counted from 1
  bool multiple = false;     // and all before it
  bool accepted = false;
};

struct Returned {  // a mandatory message that reached no queue; its confirmation follows
  std::string message_id;
};

struct Cancelled {  // the broker ended a consumer: its queue was deleted
  std::string consumer;
};

struct Blocked {  // whether the broker is short of memory or disk and takes no publishes
  bool now = false;
};

using Event = std::variant<Delivered, Nothing, Confirmed, Returned, Cancelled, Blocked>;

using TimePoint = std::chrono::steady_clock::time_point;

// An open connection to the broker with one channel. For one thread. Every call has a deadline, the latest being the
// heartbeat's. After an error of any call the connection is of no more use: let it go and open another.
class Connection {
 public:
  [[nodiscard]] static Result<Connection> open(const AmqpOptions& options, const AmqpAccount& account);

  // From now on publishes are confirmed.
  [[nodiscard]] Result<void> confirm_publishes();
  // How many messages wait in a queue.
  [[nodiscard]] Result<std::int64_t> count(const std::string& queue);
  // Mandatory and persistent. Answers the number by which it will be confirmed.
  [[nodiscard]] Result<std::uint64_t> publish(const std::string& exchange, const Message& message);
  // Deliveries from the queue begin, one unsettled message at a time.
  [[nodiscard]] Result<void> consume_one(const std::string& queue, const std::string& consumer);
  [[nodiscard]] Result<void> cancel(const std::string& consumer);
  // Asks for one message; next() brings Delivered or Nothing.
  [[nodiscard]] Result<void> get(const std::string& queue);
  [[nodiscard]] Result<void> acknowledge(std::uint64_t tag);
  [[nodiscard]] Result<void> requeue(std::uint64_t tag);
  // All that was delivered and not settled, each to its place.
  [[nodiscard]] Result<void> requeue_all();
  // To the dead letters, by the broker.
  [[nodiscard]] Result<void> reject(std::uint64_t tag);

  // The next event that has arrived completely; without waiting.
  [[nodiscard]] Result<std::optional<Event>> next();
  // The next event, waiting for it. When none comes in time: unavailable "queue_away".
  [[nodiscard]] Result<Event> next_until(TimePoint deadline);
  // Until something arrives, `wake` rings or the time is over; then the ring is cleared. Call next() until it brings
  // nothing before, because the library may hold what has left the socket already.
  void wait(const Wake& wake, std::chrono::milliseconds most) const;

 private:
  struct Closer {
    void operator()(amqp_connection_state_t state) const;
  };

  using State = std::unique_ptr<amqp_connection_state_t_, Closer>;

  // A message of which some frames have come.
  struct Partial {
    Event event;
    std::uint64_t left = 0;  // bytes of the body
    bool has_header = false;
  };

  Connection(State state, std::size_t max_body) : state_(std::move(state)), max_body_(max_body) {}

  [[nodiscard]] Result<std::optional<Event>> read_frame(const amqp_frame_t& frame);
  [[nodiscard]] Result<std::optional<Event>> read_method(const amqp_method_t& method);
  void read_header(const amqp_frame_t& frame);
  void read_body(const amqp_bytes_t& fragment);
  [[nodiscard]] std::optional<Event> completed();

  State state_;
  std::size_t max_body_;
  std::uint64_t published_ = 0;
  std::optional<Partial> partial_;
};

}  // namespace attendsense::transport::amqp
