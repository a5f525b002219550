#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ports/capture_queue.hpp"

namespace attendsense::transport {

// Who one is to the broker. Without a user: this process has no such account.
struct AmqpAccount {
  std::string user;
  Secret password;
};

struct AmqpOptions {
  std::string host = "localhost";  // a name: the broker's certificate must bear it
  int port = 5671;
  std::string vhost = "attendsense";
  AmqpAccount publisher;     // may write the exchange <name> and nothing else: enqueue()
  AmqpAccount consumer;      // may read the queue <name> and write the exchange <name>.dead: take() and settling
  AmqpAccount operator_;     // may read the queue <name>.dead and write the exchange <name>: dead(), retry_dead()
  std::filesystem::path ca;  // PEM file of the authority that signed the broker's certificate; empty: no TLS at all
  std::string name = "attendsense";

  int max_attempts = 5;             // the queue's x-delivery-limit is one less
  int prefetch = 4;                 // captures worked on at a time; each one more is a bystander when this process dies
  std::size_t confirm_window = 64;  // publishes on their way whose confirmation is awaited
  std::size_t max_pending = 256;    // callers of enqueue() that wait for room in the window; beyond: "queue_full"
  std::size_t max_body = std::size_t{16} << 20;  // bytes; a longer message is not a capture and dies
  std::chrono::milliseconds backoff_base{500};   // before the second attempt; doubles with each further one
  std::chrono::milliseconds backoff_max{60'000};
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::seconds heartbeat{10};  // a broker that is silent for twice as long is taken for gone
  std::chrono::milliseconds tick{50};  // how often ends of leases and back-offs are looked for
};

// The capture queue of the distributed form: a quorum queue <name> of RabbitMQ behind the direct exchange <name>, and
// its dead letters in <name>.dead, declared by deploy/rabbitmq/definitions and let in by settle.erl there. Opening does
// not need the broker: each side connects when it is first used, and again with growing pauses when it lost the broker;
// meanwhile calls answer unavailable "queue_away" at once.
//
// What differs from the embedded form, because of what the broker is:
//  - enqueue() answers `added` always: whether a capture is known is for the store to say. A capture that was sent, but
//    whose confirmation the deadline or a broken connection cut off, is in_doubt "queue_in_doubt": enqueue it again.
//  - The bound is the queue's x-max-length. It counts what waits and no worker holds, and may be passed by a few.
//  - A lease lives in this process and on its connection. When either goes, the broker hands the capture to another at
//    once, and a settling call with the old receipt returns false.
//  - The broker counts every return as an attempt, give_back() too.
//  - status() counts as leased and backing off only what this process holds, and does not know the oldest.
//  - dead() and retry_dead() hold the dead letters while they run: another operator sees fewer meanwhile.
//
// Messages that cannot be read (unknown schema, malformed headers, too large) go to the dead letters with the reason.
// A side without an account answers forbidden "queue_account_missing". Other failures: unavailable "queue_full",
// "queue_refused" (the broker does not let this account do it, or lacks the queue), "queue_untrusted" (its
// certificate). `clock` must outlive the queue. Destroy the queue when no call is running.
[[nodiscard]] Result<std::unique_ptr<core::CaptureQueue>> open_amqp_capture_queue(AmqpOptions options,
                                                                                  const Clock& clock);

}  // namespace attendsense::transport
