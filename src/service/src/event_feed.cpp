#include "attendsense/service/event_feed.hpp"

#include "attendsense/service/station_envelopes.hpp"
#include "event_bodies.hpp"
#include "lookup.hpp"

namespace attendsense::service {

Result<EventFeed> EventFeed::open(Ports& ports, const Principal& listener) {
  EventFeed feed(ports.store, listener);
  if (listener.station) {
    Result<core::Station> station = core::read_from(ports.store, [&](core::Transaction& transaction) {
      return station_of(transaction, listener.company, *listener.station);
    });
    if (!station) return fail(std::move(station));
    feed.station_key_ = std::move(station->key);
    return feed;
  }
  using enum core::Permission;
  if (!listener.may(view_all) && !listener.may(approve_requests) && !listener.may(manage_company)) {
    Result<void> allowed = require(listener, view_own);
    if (!allowed) return fail(std::move(allowed));
  }
  return feed;
}

bool EventFeed::concerns(const core::Event& event) const {
  if (event.company != listener_.company) return false;
  if (listener_.station) return event.station == *listener_.station;
  if (event.type == kAlertEvent) return listener_.may(core::Permission::manage_company);
  const core::Permission all = is_of_request(event) ? core::Permission::approve_requests : core::Permission::view_all;
  if (listener_.may(all)) return true;
  return listener_.employee.has_value() && employee_of_event(event) == listener_.employee;
}

std::string EventFeed::data(const core::Event& event) const {
  if (!listener_.station) return event.body;
  return station_envelope(event, station_key_);
}

Result<EventFeed::Missed> EventFeed::missed(std::int64_t after, int limit) const {
  Result<std::vector<core::Event>> events = core::read_from(
      *store_, [&](core::Transaction& transaction) { return transaction.outbox().after(after, limit); });
  if (!events) return fail(std::move(events));
  Missed missed;
  missed.scanned = events->empty() ? after : events->back().sequence;
  for (core::Event& event : *events) {
    if (concerns(event)) missed.events.push_back(std::move(event));
  }
  return missed;
}

Result<std::int64_t> EventFeed::last_sequence() const {
  return core::read_from(*store_, [](core::Transaction& transaction) { return transaction.outbox().last_sequence(); });
}

}  // namespace attendsense::service
