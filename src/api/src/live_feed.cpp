#include "live_feed.hpp"

namespace attendsense::api {
namespace {

constexpr int kMissedAtOnce = 200;

std::string as_server_sent(const core::Event& event, const std::string& data) {
  return "id: " + std::to_string(event.sequence) + "\nevent: " + event.type + "\ndata: " + data + "\n\n";
}

}  // namespace

Result<std::shared_ptr<LiveFeed>> LiveFeed::start(service::EventFeed feed, core::EventBus& bus,
                                                  std::shared_ptr<http::EventStream> stream, std::int64_t last_id) {
  std::shared_ptr<LiveFeed> live(new LiveFeed(std::move(feed), std::move(stream), last_id));
  // The subscription comes first, so that nothing falls between the outbox and the bus. It ends with the feed, and
  // its handler has ended by then, so the handler needs no hold on the feed.
  live->subscription_ =
      bus.subscribe([feed_of_it = live.get()](const core::Event& event) { feed_of_it->on_event(event); });
  if (Result<void> done = live->catch_up(); !done) return fail(std::move(done));
  return live;
}

LiveFeed::LiveFeed(service::EventFeed feed, std::shared_ptr<http::EventStream> stream, std::int64_t last_id)
    : feed_(std::move(feed)), stream_(std::move(stream)), told_(last_id) {}

Result<void> LiveFeed::catch_up() {
  std::int64_t at = told_;
  bool looked_again = false;
  while (true) {
    Result<service::EventFeed::Missed> missed = feed_.missed(at, kMissedAtOnce);
    if (!missed) return fail(std::move(missed));
    const std::scoped_lock lock(mutex_);
    for (const core::Event& event : missed->events) {
      if (!tell(event)) return {};
    }
    const bool more = missed->scanned > at;
    at = told_ = std::max(at, missed->scanned);
    if (more) continue;
    // The bus may have brought something since the outbox was read: look once more. What is still not there then is
    // not in the outbox any more.
    live_ = announced_ <= told_ || std::exchange(looked_again, true);
    if (live_) return {};
  }
}

void LiveFeed::on_event(const core::Event& event) {
  const std::scoped_lock lock(mutex_);
  announced_ = std::max(announced_, event.sequence);
  if (!live_ || event.sequence <= told_) return;
  told_ = event.sequence;
  if (feed_.concerns(event)) (void)tell(event);
}

bool LiveFeed::tell(const core::Event& event) {
  return stream_->push(as_server_sent(event, feed_.data(event)));
}

}  // namespace attendsense::api
