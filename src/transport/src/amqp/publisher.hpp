#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "connection.hpp"
#include "retry_pause.hpp"

namespace attendsense::transport::amqp {

// Publishes to the exchange of the queue from a thread and a connection of its own. Callers wait for the broker's
// confirmation, which it gives once a majority of its nodes has the message on disk; several are on their way at once.
class Publisher {
 public:
  explicit Publisher(const AmqpOptions& options);
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // Returns once the message is confirmed or the deadline has passed: unavailable "queue_away", "queue_refused",
  // "queue_untrusted", "queue_full"; in_doubt "queue_in_doubt" when it was sent and nothing came back. Safe from any
  // thread.
  [[nodiscard]] Result<void> publish(Message message, TimePoint deadline);

 private:
  enum class Progress { waiting, sent, done, withdrawn };

  struct Request {
    explicit Request(Message m) : message(std::move(m)) {}

    Message message;  // the thread's alone once it is sent
    bool returned = false;
    TimePoint sent_at{};
    std::condition_variable settled;
    Progress progress = Progress::waiting;  // guarded by mutex_, as the error is
    std::optional<Error> error;
  };

  using RequestPtr = std::shared_ptr<Request>;

  [[nodiscard]] std::optional<Error> give_up(const RequestPtr& request);

  // All below: on the thread.
  void serve(const std::stop_token& stop);
  void connect(const std::stop_token& stop);
  [[nodiscard]] Result<void> turn();
  [[nodiscard]] Result<void> send_waiting();
  [[nodiscard]] RequestPtr next_to_send();
  [[nodiscard]] Result<void> receive();
  void confirmed(const Confirmed& confirmation);
  void returned(const Returned& message);
  void blocked(const Blocked& state);
  void settle(const RequestPtr& request, std::optional<Error> error);
  void lost(const Error& error);
  void refuse_waiting(const Error& error);

  const AmqpOptions options_;
  const Wake wake_;
  std::mutex mutex_;
  std::condition_variable_any stopping_;
  std::deque<RequestPtr> waiting_;
  std::optional<Error> away_;  // why nothing can be sent now

  std::optional<Connection> connection_;
  std::map<std::uint64_t, RequestPtr> in_flight_;  // by the number of the publish
  RetryPause pause_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace attendsense::transport::amqp
