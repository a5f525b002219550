#include "outbox_batch.hpp"

#include "attendsense/base/log.hpp"

namespace attendsense::service {
namespace {

constexpr int kEventsAtOnce = 100;

// Trying again would hold up everything behind it for ever.
bool is_hopeless(const Error& error) {
  return error.failure == Failure::invalid_input || error.failure == Failure::too_large;
}

}  // namespace

Result<bool> tell_batch(core::Store& store, core::EventBus& bus, const std::stop_token& stop, std::int64_t& position) {
  const Result<std::vector<core::Event>> events = core::read_from(
      store, [&](core::Transaction& transaction) { return transaction.outbox().after(position, kEventsAtOnce); });
  if (!events) return fail(events.error());
  for (const core::Event& event : *events) {
    if (stop.stop_requested()) return false;
    if (Result<void> told = bus.publish(event); !told) {
      if (!is_hopeless(told.error())) return fail(std::move(told));
      log::error("event_undeliverable", {{"event", event.id}, {"type", event.type}, {"error", told.error()}});
    }
    position = event.sequence;
  }
  return events->size() == kEventsAtOnce;
}

}  // namespace attendsense::service
