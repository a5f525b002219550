#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <thread>

#include "attendsense/base/clock.hpp"
#include "attendsense/core/ports/event_bus.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/signal.hpp"

namespace attendsense::service {

struct RelayOptions {
  std::chrono::milliseconds poll{1000};             // for events of other processes
  std::chrono::milliseconds longest_pause{10'000};  // between tries while the bus or the database is away
  std::chrono::seconds retell{10};
  std::chrono::hours keep_events{72};  // how long a listener that was away can catch up
};

// One thread that tells the bus what is in the outbox, in order, each at least once: where it stands is kept in the
// settings, a little behind. Also forgets old events, expired tokens and pictures that were kept long enough, once an
// hour. Of many processes that have a relay one leads; the others ask every `poll` whether they may. After the bus was
// away it is told again what it heard in the last `retell`: a broker that fell may have taken it along.
class OutboxRelay {
 public:
  // Starts at once. All that is given must outlive the relay.
  OutboxRelay(core::Store& store, core::EventBus& bus, Signal& events_written, const Clock& clock,
              RelayOptions options = {});
  // As stop().
  ~OutboxRelay();
  OutboxRelay(const OutboxRelay&) = delete;
  OutboxRelay& operator=(const OutboxRelay&) = delete;

  // Waits for the event being told, notes where it stands. Repeatable.
  void stop();

 private:
  struct Progress {
    std::optional<std::int64_t> position;  // told up to here; none: not read yet
    std::int64_t saved = 0;
    Instant saved_at;
    std::deque<std::pair<Instant, std::int64_t>> trail;  // where it stood when, over the last `retell`
    Instant tidied_at;
    std::int64_t interruptions = 0;  // of the bus, as far as they were made good
  };

  void run(const std::stop_token& stop);
  // Whether this relay is the one; asks for it if not. A new leader reads anew where its predecessor stood.
  [[nodiscard]] Result<bool> lead(Progress& progress);
  // Tells what is there. Whether there may be more.
  [[nodiscard]] Result<bool> advance(const std::stop_token& stop, Progress& progress);
  void note(Progress& progress, Instant now) const;
  void make_good(Progress& progress);
  static void step_back(Progress& progress);
  void do_what_is_due(Progress& progress, Instant now);
  [[nodiscard]] Result<std::int64_t> read_position();
  void save(Progress& progress);
  void tidy(Instant now);
  [[nodiscard]] static Result<void> prune_crops(core::Transaction& transaction, Instant now);
  void prune_sightings(Instant now);

  core::Store& store_;
  core::EventBus& bus_;
  Signal& events_written_;
  const Clock& clock_;
  const RelayOptions options_;
  std::unique_ptr<core::Leadership> leadership_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace attendsense::service
