#include "dead_letters.hpp"

#include "attendsense/base/log.hpp"
#include "capture_message.hpp"
#include "errors.hpp"
#include "topology.hpp"

namespace attendsense::transport::amqp {

namespace {

constexpr std::chrono::seconds kPatience{10};  // for one message

TimePoint soon() {
  return std::chrono::steady_clock::now() + kPatience;
}

// The next dead letter, nothing after the last.
Result<std::optional<Delivered>> get_dead(Connection& connection, const AmqpOptions& options) {
  if (Result<void> asked = connection.get(dead_name(options.name)); !asked) return fail(std::move(asked));
  while (true) {
    Result<Event> event = connection.next_until(soon());
    if (!event) return fail(std::move(event));
    if (std::holds_alternative<Nothing>(*event)) return std::nullopt;
    if (auto* delivered = std::get_if<Delivered>(&*event)) return std::move(*delivered);
  }
}

// Publishes and waits; false when the queue is full.
Result<bool> send_again(Connection& connection, const AmqpOptions& options, const Message& message) {
  const Result<std::uint64_t> number = connection.publish(options.name, message);
  if (!number) return fail(number.error());
  bool returned = false;
  while (true) {
    const Result<Event> event = connection.next_until(soon());
    if (!event) return fail(event.error());
    if (std::holds_alternative<Returned>(*event)) returned = true;
    const auto* confirmed = std::get_if<Confirmed>(&*event);
    if (confirmed == nullptr || confirmed->number != *number) continue;
    if (returned) return fail(leads_nowhere());
    return confirmed->accepted;
  }
}

// The broker would return them with the connection as well, but some time after it is closed: who looks again at once
// would miss them. The count is asked because its answer comes after they are back.
Result<void> put_back(Connection& connection, const AmqpOptions& options) {
  if (Result<void> done = connection.requeue_all(); !done) return done;
  if (const Result<std::int64_t> answered = connection.count(dead_name(options.name)); !answered)
    return fail(answered.error());
  return {};
}

std::unexpected<Error> queue_full(std::int64_t moved) {
  return fail(Failure::unavailable, "queue_full",
              "The queue is full; " + std::to_string(moved) + " dead captures were moved before",
              "Try again when the workers have caught up");
}

bool is_wanted(const Delivered& dead, const std::optional<core::CaptureId>& capture, const AmqpOptions& options) {
  if (capture && dead.message.message_id != capture->to_string()) return false;
  if (dead.body_size <= options.max_body) return true;
  log::warn("dead_letter_too_large", {{"message", dead.message.message_id}, {"bytes", dead.body_size}});
  return false;
}

Result<std::int64_t> move_dead(Connection& connection, const AmqpOptions& options,
                               const std::optional<core::CaptureId>& capture) {
  // Those that are there now: a worker may lay one aside again while this still runs.
  const Result<std::int64_t> count = connection.count(dead_name(options.name));
  if (!count) return fail(count.error());
  std::int64_t moved = 0;
  for (std::int64_t seen = 0; seen < *count; ++seen) {
    const Result<std::optional<Delivered>> dead = get_dead(connection, options);
    if (!dead) return fail(dead.error());
    if (!*dead) break;
    if (!is_wanted(**dead, capture, options)) continue;
    const Result<bool> sent = send_again(connection, options, revived((*dead)->message));
    if (!sent) return fail(sent.error());
    if (!*sent) return queue_full(moved);
    if (Result<void> gone = connection.acknowledge((*dead)->tag); !gone) return fail(std::move(gone));
    ++moved;
  }
  return moved;
}

}  // namespace

Result<Depths> count_messages(const AmqpOptions& options, const AmqpAccount& account) {
  Result<Connection> connection = Connection::open(options, account);
  if (!connection) return fail(std::move(connection));
  const Result<std::int64_t> waiting = connection->count(options.name);
  if (!waiting) return fail(waiting.error());
  const Result<std::int64_t> dead = connection->count(dead_name(options.name));
  if (!dead) return fail(dead.error());
  return Depths{*waiting, *dead};
}

Result<std::vector<core::DeadCapture>> list_dead(const AmqpOptions& options, int limit) {
  Result<Connection> connection = Connection::open(options, options.operator_);
  if (!connection) return fail(std::move(connection));
  std::vector<core::DeadCapture> list;
  while (std::ssize(list) < limit) {
    const Result<std::optional<Delivered>> dead = get_dead(*connection, options);
    if (!dead) return fail(dead.error());
    if (!*dead) break;
    list.push_back(read_dead(**dead, options));
  }
  if (Result<void> done = put_back(*connection, options); !done) return fail(std::move(done));
  return list;
}

Result<std::int64_t> revive_dead(const AmqpOptions& options, std::optional<core::CaptureId> capture) {
  Result<Connection> connection = Connection::open(options, options.operator_);
  if (!connection) return fail(std::move(connection));
  if (Result<void> ready = connection->confirm_publishes(); !ready) return fail(std::move(ready));
  Result<std::int64_t> moved = move_dead(*connection, options, capture);
  if (Result<void> done = put_back(*connection, options); !done && moved) return fail(std::move(done));
  return moved;
}

}  // namespace attendsense::transport::amqp
