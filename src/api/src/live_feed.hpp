#pragma once

#include <memory>

#include "attendsense/core/ports/event_bus.hpp"
#include "attendsense/service/event_feed.hpp"
#include "http/event_stream.hpp"

namespace attendsense::api {

// Tells one listener of events as server-sent events: first what it has missed, from the outbox, then what comes, from
// the bus, each once and in order. The stream is filled on the thread of the bus.
class LiveFeed {
 public:
  // Everything after `last_id` is told. `stream` may be full before all that was missed is told; then it ends, and
  // the listener comes again from where it got to. Errors: the store's.
  [[nodiscard]] static Result<std::shared_ptr<LiveFeed>> start(service::EventFeed feed, core::EventBus& bus,
                                                               std::shared_ptr<http::EventStream> stream,
                                                               std::int64_t last_id);

 private:
  LiveFeed(service::EventFeed feed, std::shared_ptr<http::EventStream> stream, std::int64_t last_id);
  [[nodiscard]] Result<void> catch_up();
  void on_event(const core::Event& event);
  // Whether there is room for more. Under the lock.
  bool tell(const core::Event& event);

  const service::EventFeed feed_;
  const std::shared_ptr<http::EventStream> stream_;
  std::mutex mutex_;
  std::int64_t told_;                                           // up to here the listener knows
  std::int64_t announced_ = 0;                                  // the last event that the bus brought
  bool live_ = false;                                           // caught up: what the bus brings goes straight on
  std::unique_ptr<core::EventBus::Subscription> subscription_;  // last: ends first
};

}  // namespace attendsense::api
