#pragma once

// Where a station hears of its events, whatever brings them.

#include <functional>
#include <stop_token>
#include <string>

#include "attendsense/station/station_event.hpp"

namespace attendsense::station {

struct EventStreamListener {
  // All on one thread of the source. Each event once, however often the server sends it.
  std::function<void(const StationEvent&)> event = [](const StationEvent&) {};
  std::function<void(bool connected, const std::string& why)> connection_changed = [](bool, const std::string&) {};
  // Where to go on after a restart; asked once and told after each event.
  std::function<std::string()> recall_last_id = [] { return std::string(); };
  std::function<void(const std::string& id)> remember_last_id = [](const std::string&) {};
  // Where the transport has no position to go on from: notes an event, durably; whether it is the first time.
  std::function<bool(const core::EventId&)> note_heard = [](const core::EventId&) { return true; };
};

struct EventStreamCounts {
  std::int64_t events = 0;
  std::int64_t repeated = 0;
  std::int64_t refused = 0;  // forged, malformed or of another station
  std::int64_t reconnects = 0;
};

class EventSource {
 public:
  virtual ~EventSource() = default;
  // Until stop is requested; comes back by itself whenever the connection is lost.
  virtual void run(const std::stop_token& stop) = 0;
  // Safe from any thread.
  [[nodiscard]] virtual EventStreamCounts counts() const = 0;
};

}  // namespace attendsense::station
