#include "publisher.hpp"

#include <type_traits>

#include "attendsense/base/log.hpp"
#include "errors.hpp"

namespace attendsense::transport::amqp {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLongestWait{200};  // between looks at the connection, which then also sends its heartbeats
constexpr std::chrono::seconds kFullPause{2};
// A broker that answers heartbeats but confirms nothing for so long gets a new connection: a queue whose leader went
// with its node can leave a channel behind that waits for ever.
constexpr std::chrono::seconds kConfirmPatience{5};

Error full(std::string message) {
  Error error{Failure::unavailable, "queue_full", std::move(message),
              "Check that workers run; stations keep their captures and send them later"};
  error.retry_after = kFullPause;
  return error;
}

Error in_doubt(const std::string& why) {
  return {Failure::in_doubt, "queue_in_doubt", "Whether RabbitMQ has the capture is not known: " + why,
          "Send the same capture again: it is recognised"};
}

}  // namespace

Publisher::Publisher(const AmqpOptions& options)
    : options_(options), thread_([this](const std::stop_token& stop) { serve(stop); }) {}

Publisher::~Publisher() {
  thread_.request_stop();
  wake_.ring();
}

Result<void> Publisher::publish(Message message, TimePoint deadline) {
  const auto request = std::make_shared<Request>(std::move(message));
  std::unique_lock lock(mutex_);
  if (away_) return fail(*away_);
  if (waiting_.size() >= options_.max_pending) return fail(full("Too many captures wait to be sent to RabbitMQ"));
  waiting_.push_back(request);
  lock.unlock();
  wake_.ring();
  lock.lock();
  const bool settled = request->settled.wait_until(lock, deadline, [&] { return request->progress == Progress::done; });
  std::optional<Error> error = settled ? request->error : give_up(request);
  if (error) return fail(*std::move(error));
  return {};
}

// The deadline has passed. Guarded by the caller's lock.
std::optional<Error> Publisher::give_up(const RequestPtr& request) {
  if (request->progress == Progress::sent) return in_doubt("the deadline passed before the confirmation");
  request->progress = Progress::withdrawn;
  return away("the capture could not be sent in time");
}

void Publisher::serve(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (!connection_) {
      connect(stop);
    } else if (const Result<void> done = turn(); !done) {
      log::warn("queue_publisher_lost", {{"host", options_.host}, {"error", done.error()}});
      lost(done.error());
    }
  }
  lost(away("this process stops"));
}

void Publisher::connect(const std::stop_token& stop) {
  Result<Connection> opened = Connection::open(options_, options_.publisher);
  Result<void> ready = opened ? opened->confirm_publishes() : fail(opened.error());
  if (ready) {
    connection_ = *std::move(opened);
    pause_.reset();
    const std::scoped_lock lock(mutex_);
    if (away_) log::info("queue_publisher_connected", {{"host", options_.host}});
    away_.reset();
    return;
  }
  log::warn("queue_publisher_away", {{"host", options_.host}, {"error", ready.error()}});
  refuse_waiting(ready.error());
  std::unique_lock lock(mutex_);
  stopping_.wait_for(lock, stop, pause_.next(), [] { return false; });
}

Result<void> Publisher::turn() {
  Result<void> done = receive();
  if (done) done = send_waiting();
  if (!done) return done;
  if (!in_flight_.empty() && steady_clock::now() - in_flight_.begin()->second->sent_at > kConfirmPatience)
    return fail(away("it confirms nothing"));
  {
    const std::scoped_lock lock(mutex_);
    if (!waiting_.empty() && in_flight_.size() < options_.confirm_window) return {};
  }
  connection_->wait(wake_, std::min<milliseconds>(kLongestWait, options_.heartbeat / 2));
  return {};
}

Result<void> Publisher::send_waiting() {
  while (in_flight_.size() < options_.confirm_window) {
    const RequestPtr request = next_to_send();
    if (!request) return {};
    const Result<std::uint64_t> number = connection_->publish(options_.name, request->message);
    if (!number) {
      settle(request, in_doubt("the connection broke"));
      return fail(number.error());
    }
    request->message.body = {};
    request->sent_at = steady_clock::now();
    in_flight_.emplace(*number, request);
  }
  return {};
}

Publisher::RequestPtr Publisher::next_to_send() {
  const std::scoped_lock lock(mutex_);
  while (!waiting_.empty()) {
    RequestPtr request = std::move(waiting_.front());
    waiting_.pop_front();
    if (request->progress != Progress::waiting) continue;
    request->progress = Progress::sent;
    return request;
  }
  return nullptr;
}

Result<void> Publisher::receive() {
  while (true) {
    const Result<std::optional<Event>> event = connection_->next();
    if (!event) return fail(event.error());
    if (!*event) return {};
    std::visit(
        [this](const auto& told) {
          using Told = std::decay_t<decltype(told)>;
          if constexpr (std::is_same_v<Told, Confirmed>) confirmed(told);
          if constexpr (std::is_same_v<Told, Returned>) returned(told);
          if constexpr (std::is_same_v<Told, Blocked>) blocked(told);
        },
        **event);
  }
}

void Publisher::confirmed(const Confirmed& confirmation) {
  const auto end = in_flight_.upper_bound(confirmation.number);
  const auto begin = confirmation.multiple ? in_flight_.begin() : in_flight_.lower_bound(confirmation.number);
  for (auto it = begin; it != end; ++it) {
    const RequestPtr& request = it->second;
    if (!confirmation.accepted) {
      settle(request, full("RabbitMQ took no more captures: the queue is as long as it may be"));
    } else if (request->returned) {
      settle(request, leads_nowhere());
    } else {
      settle(request, std::nullopt);
    }
  }
  in_flight_.erase(begin, end);
}

// The broker does not say which publish it was, but the message does; of two with the same id both fare the same.
void Publisher::returned(const Returned& message) {
  for (const auto& [number, request] : in_flight_) {
    if (request->message.message_id == message.message_id) request->returned = true;
  }
}

void Publisher::blocked(const Blocked& state) {
  log::warn(state.now ? "queue_broker_short_of_resources" : "queue_broker_recovered", {{"host", options_.host}});
  if (state.now) {
    refuse_waiting(full("RabbitMQ is short of memory or disk and takes no captures"));
  } else {
    const std::scoped_lock lock(mutex_);
    away_.reset();
  }
}

void Publisher::settle(const RequestPtr& request, std::optional<Error> error) {
  {
    const std::scoped_lock lock(mutex_);
    if (request->progress == Progress::withdrawn) return;
    request->progress = Progress::done;
    request->error = std::move(error);
  }
  request->settled.notify_all();
}

void Publisher::lost(const Error& error) {
  connection_.reset();
  for (const auto& [number, request] : in_flight_) settle(request, in_doubt("the connection broke"));
  in_flight_.clear();
  refuse_waiting(error);
}

void Publisher::refuse_waiting(const Error& error) {
  std::deque<RequestPtr> refused;
  {
    const std::scoped_lock lock(mutex_);
    away_ = error;
    refused.swap(waiting_);
  }
  for (const RequestPtr& request : refused) settle(request, error);
}

}  // namespace attendsense::transport::amqp
