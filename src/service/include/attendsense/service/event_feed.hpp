#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/secret.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

// The events that one listener may see, and how they are told to it. A station hears of its own captures, signed under
// its key; a person with view_all of everybody's punches, one with approve_requests of everybody's requests, one
// with manage_company of alerts, others of their own. Safe from any thread.
class EventFeed {
 public:
  // Errors: forbidden "permission_missing"; not_found "station_unknown".
  [[nodiscard]] static Result<EventFeed> open(Ports& ports, const Principal& listener);

  [[nodiscard]] bool concerns(const core::Event& event) const;
  // What the listener is sent as the event's data, one line: for a person the payload, for a station its envelope.
  [[nodiscard]] std::string data(const core::Event& event) const;

  // Events that concern the listener after a sequence, at most `limit`. `scanned` is where to go on: it passes over
  // events of others; equal to `after` when there is nothing more.
  struct Missed {
    std::vector<core::Event> events;
    std::int64_t scanned = 0;
  };

  [[nodiscard]] Result<Missed> missed(std::int64_t after, int limit) const;
  // Where a listener without Last-Event-ID begins: after what there is now.
  [[nodiscard]] Result<std::int64_t> last_sequence() const;

 private:
  EventFeed(core::Store& store, Principal listener) : store_(&store), listener_(std::move(listener)) {}

  core::Store* store_;
  Principal listener_;
  Secret station_key_;
};

}  // namespace attendsense::service
