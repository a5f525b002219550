#pragma once

// The server's events for this station, over server-sent events, for as long as it takes.

#include <deque>

#include "attendsense/base/secret.hpp"
#include "attendsense/base/synchronized.hpp"
#include "attendsense/station/backoff.hpp"
#include "attendsense/station/event_source.hpp"
#include "attendsense/station/server_address.hpp"

namespace attendsense::station {

struct EventStreamSettings {
  BackoffSettings backoff{.first = std::chrono::milliseconds{250}, .longest = std::chrono::milliseconds{15'000}};
  std::chrono::seconds silence{45};  // the server sends a comment every 15 s; without any, the connection is dead
};

// Reconnects with Last-Event-ID when the connection ends. Believes only what is signed with the station's key and is
// meant for this station. The id of an event that is not believed is not remembered.
class EventStream final : public EventSource {
 public:
  EventStream(ServerAddress server, Secret token, Secret key, core::StationId station, EventStreamListener listener,
              const EventStreamSettings& settings = {});

  void run(const std::stop_token& stop) override;
  [[nodiscard]] EventStreamCounts counts() const override;

 private:
  class Session;
  ServerAddress server_;
  Secret token_;
  Secret key_;
  core::StationId station_;
  EventStreamListener listener_;
  EventStreamSettings settings_;
  Synchronized<EventStreamCounts> counts_;
};

}  // namespace attendsense::station
