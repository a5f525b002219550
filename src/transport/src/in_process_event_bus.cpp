#include "attendsense/transport/in_process_event_bus.hpp"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

#include "attendsense/base/log.hpp"
#include "attendsense/base/mailbox.hpp"
#include "attendsense/base/metrics_catalogue.hpp"
#include "attendsense/base/synchronized.hpp"

namespace attendsense::transport {

namespace {

using SharedEvent = std::shared_ptr<const core::Event>;

// A listener: a mailbox and the thread that empties it.
class Listener {
 public:
  Listener(core::EventBus::Handler handler, std::size_t capacity, metrics::Counter* dropped)
      : handler_(std::move(handler)),
        mailbox_(capacity),
        dropped_(dropped),
        thread_([this](const std::stop_token& stop) { listen(stop); }) {}

  // Never blocks. One call at a time.
  void tell(const SharedEvent& event) {
    if (mailbox_.put(event) == 0) {
      behind_ = false;
      return;
    }
    if (dropped_ != nullptr) dropped_->add();
    // Once for each time that it falls behind, not once for each event.
    if (!behind_) log::warn("event_listener_behind", {{"dropped_so_far", mailbox_.dropped()}, {"type", event->type}});
    behind_ = true;
  }

 private:
  void listen(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const std::optional<SharedEvent> event = mailbox_.take(stop);
      if (!event || stop.stop_requested()) return;
      try {
        handler_(**event);
      } catch (const std::exception& exception) {
        log::error("event_handler_failed", {{"type", (*event)->type}, {"what", exception.what()}});
      }
    }
  }

  const core::EventBus::Handler handler_;
  Mailbox<SharedEvent> mailbox_;
  metrics::Counter* const dropped_;
  bool behind_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

// Shared by the bus and its subscriptions, whichever of them lives longer.
using Listeners = Synchronized<std::vector<Listener*>>;

class Listening final : public core::EventBus::Subscription {
 public:
  Listening(std::shared_ptr<Listeners> listeners, std::unique_ptr<Listener> listener)
      : listeners_(std::move(listeners)), listener_(std::move(listener)) {
    listeners_->with([this](std::vector<Listener*>& all) { all.push_back(listener_.get()); });
  }

  // Off the list first, so that nobody tells a listener that goes; then its thread is joined.
  ~Listening() override {
    listeners_->with([this](std::vector<Listener*>& all) { std::erase(all, listener_.get()); });
  }

  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  std::shared_ptr<Listeners> listeners_;
  std::unique_ptr<Listener> listener_;
};

class InProcessEventBus final : public core::EventBus {
 public:
  InProcessEventBus(const BusOptions& options, metrics::Registry* metrics)
      : capacity_(options.mailbox_capacity),
        dropped_(metrics == nullptr ? nullptr : &metrics->counter(metrics::kEventsDropped)) {}

  Result<void> publish(const core::Event& event) override {
    const auto shared = std::make_shared<const core::Event>(event);
    // Under the lock, so that all hear concurrent events in the same order; tell() does not block.
    listeners_->with([&](const std::vector<Listener*>& all) {
      for (Listener* listener : all) listener->tell(shared);
    });
    return {};
  }

  std::unique_ptr<Subscription> subscribe(Handler handler) override {
    return std::make_unique<Listening>(listeners_, std::make_unique<Listener>(std::move(handler), capacity_, dropped_));
  }

 private:
  const std::size_t capacity_;
  metrics::Counter* const dropped_;
  const std::shared_ptr<Listeners> listeners_ = std::make_shared<Listeners>();
};

}  // namespace

std::unique_ptr<core::EventBus> make_in_process_event_bus(const BusOptions& options, metrics::Registry* metrics) {
  return std::make_unique<InProcessEventBus>(options, metrics);
}

}  // namespace attendsense::transport
