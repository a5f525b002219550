#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "../retry_time.hpp"
#include "attendsense/core/ports/capture_queue.hpp"
#include "connection.hpp"
#include "retry_pause.hpp"
#include "slots.hpp"

namespace attendsense::transport::amqp {

// Takes captures from the queue and settles them, from a thread and a connection of its own, which begin with the first
// take(). Leases and back-offs are kept here: a message stays unacknowledged on the connection until it is settled.
// When the connection is lost the broker hands all of them to others, so every lease ends with it.
class Consumer {
 public:
  // What this process has of the queue.
  struct Holding {
    std::int64_t ready = 0;
    std::int64_t leased = 0;
    std::int64_t paused = 0;
  };

  Consumer(const AmqpOptions& options, const Clock& clock);
  ~Consumer();
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;

  // As core::CaptureQueue says. Safe from any thread.
  [[nodiscard]] Result<std::optional<core::LeasedCapture>> take(std::chrono::milliseconds lease,
                                                                std::chrono::milliseconds wait);
  [[nodiscard]] bool keep(std::int64_t receipt, std::chrono::milliseconds lease);
  [[nodiscard]] Result<bool> acknowledge(std::int64_t receipt);
  [[nodiscard]] Result<bool> release(std::int64_t receipt, const std::string& reason);
  [[nodiscard]] Result<bool> bury(std::int64_t receipt, const std::string& reason);
  [[nodiscard]] Result<bool> give_back(std::int64_t receipt);
  [[nodiscard]] Holding holding() const;

 private:
  enum class Fate { acknowledge, requeue, pause, bury };

  struct Parcel {
    std::uint64_t tag = 0;  // of this connection
    Message message;
    int attempt = 1;
  };

  struct Lease {
    Parcel parcel;
    Instant until;
  };

  // Where the one who settles waits. Guarded by mutex_.
  struct Answer {
    std::condition_variable given;
    std::optional<Result<bool>> result;
  };

  struct Settlement {
    Parcel parcel;
    Fate fate = Fate::requeue;
    std::string reason = {};
    std::shared_ptr<Answer> answer = nullptr;  // none: nobody waits
    bool returned = false;
  };

  [[nodiscard]] Result<bool> settle(std::int64_t receipt, Fate fate, const std::string& reason = {});
  [[nodiscard]] core::LeasedCapture lease_next(std::chrono::milliseconds lease);
  [[nodiscard]] bool idle() const;
  [[nodiscard]] bool holds_suspect() const;

  // All below: on the thread.
  void serve(const std::stop_token& stop);
  void connect(const std::stop_token& stop);
  void lost(const Error& error);
  [[nodiscard]] Result<void> turn();
  [[nodiscard]] Result<void> receive();
  [[nodiscard]] Result<void> arrived(Delivered delivered);
  [[nodiscard]] Result<void> confirmed(const Confirmed& confirmation);
  void returned(const Returned& message);
  [[nodiscard]] Result<void> carry_out_settlements();
  [[nodiscard]] Result<void> carry_out(Settlement settlement);
  [[nodiscard]] Result<void> send_to_the_dead(Settlement settlement);
  [[nodiscard]] Result<void> buried(Settlement settlement, bool accepted);
  [[nodiscard]] Result<void> return_what_is_due();
  [[nodiscard]] Result<void> adjust_slots();
  [[nodiscard]] std::size_t wanted_slots() const;
  void pause(const Parcel& parcel);
  void answer(const Settlement& settlement, Result<bool> result);

  const AmqpOptions options_;
  const Clock& clock_;
  const Wake wake_;

  mutable std::mutex mutex_;  // for the data down to the next gap
  std::condition_variable arrived_;
  std::condition_variable_any changed_;
  bool wanted_ = false;  // somebody has taken once
  int takers_ = 0;
  TimePoint last_take_{};
  std::deque<std::pair<Parcel, core::CaptureJob>> ready_;
  std::map<std::int64_t, Lease> leases_;          // by receipt
  std::multimap<Instant, std::uint64_t> paused_;  // tags, by when they go back
  std::deque<Settlement> settlements_;            // to be carried out
  std::int64_t last_receipt_ = 0;
  // One message at a time: in the beginning, and when one came that was tried before, for that may be what ended this
  // process or another. The broker gives those first; so once a new one has come there is no other.
  bool careful_ = true;
  std::optional<Error> away_;

  std::optional<Connection> connection_;
  Slots slots_;
  std::map<std::uint64_t, Settlement> burying_;  // by the number of the publish to the dead letters
  RetryTime retry_time_;
  RetryPause retry_pause_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace attendsense::transport::amqp
