#pragma once

// The server's events for this station, over server-sent events, for as long as it takes.

#include <deque>
#include <functional>
#include <stop_token>

#include "attendsense/base/secret.hpp"
#include "attendsense/station/backoff.hpp"
#include "attendsense/station/clock_offset.hpp"
#include "attendsense/station/server_address.hpp"
#include "attendsense/station/station_event.hpp"

namespace attendsense::station {

struct EventStreamSettings {
  BackoffSettings backoff{.first = std::chrono::milliseconds{250}, .longest = std::chrono::milliseconds{15'000}};
  std::chrono::seconds silence{45};  // the server sends a comment every 15 s; without any, the connection is dead
};

struct EventStreamListener {
  // All on the stream's thread. Each event once, however often the server sends it.
  std::function<void(const StationEvent&)> event = [](const StationEvent&) {};
  std::function<void(bool connected, const std::string& why)> connection_changed = [](bool, const std::string&) {};
  // Where to go on after a restart; asked once and told after each event.
  std::function<std::string()> recall_last_id = [] { return std::string(); };
  std::function<void(const std::string& id)> remember_last_id = [](const std::string&) {};
};

struct EventStreamCounts {
  std::int64_t events = 0;
  std::int64_t repeated = 0;
  std::int64_t refused = 0;  // forged, malformed or of another station
  std::int64_t reconnects = 0;
};

// Reconnects with Last-Event-ID when the connection ends. Believes only what is signed with the station's key and is
// meant for this station. The id of an event that is not believed is not remembered.
class EventStream {
 public:
  EventStream(ServerAddress server, Secret token, Secret key, core::StationId station, EventStreamListener listener,
              const EventStreamSettings& settings = {});

  void run(const std::stop_token& stop);
  [[nodiscard]] EventStreamCounts counts() const;

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
