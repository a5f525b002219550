#pragma once

// The server's events for this station, over an MQTT broker.

#include <functional>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/synchronized.hpp"
#include "attendsense/station/credentials.hpp"
#include "attendsense/station/event_source.hpp"
#include "attendsense/station/settings.hpp"
#include "attendsense/station/station_status.hpp"

namespace attendsense::station {

struct MqttEventsSettings {
  std::chrono::seconds session{3600};    // for so long the broker keeps what comes while this station is away
  std::chrono::seconds keepalive{10};    // a broker that is silent for twice as long is taken for gone
  std::chrono::milliseconds look{2000};  // how often the status is looked at; it is told when it has changed
};

// Listens to attendsense/v1/<any>/<any>/<station>/<type> in a session that outlives its connections, so that it hears
// what it missed. Believes only what is signed with the station's key and is meant for this station, and tells each
// event once, by its id, also over a restart. Keeps <...>/status up to date, retained: the broker says offline when
// this station is gone without a word.
class MqttEvents final : public EventSource {
 public:
  using StatusOf = std::function<StationStatus()>;

  // `clock` must outlive it. `status` is asked on the thread of run().
  MqttEvents(MqttAddress broker, Credentials credentials, EventStreamListener listener, StatusOf status,
             const Clock& clock, const MqttEventsSettings& settings = {});

  void run(const std::stop_token& stop) override;
  [[nodiscard]] EventStreamCounts counts() const override;

 private:
  void take(const std::string& topic, const std::string& payload);
  void became(bool connected, const std::string& why);
  [[nodiscard]] std::string topic(const std::string& kind) const;

  const MqttAddress broker_;
  const Credentials credentials_;
  const EventStreamListener listener_;
  const StatusOf status_;
  const Clock& clock_;
  const MqttEventsSettings settings_;
  std::string last_why_;  // on the client's thread, as are the connection's two below
  bool was_connected_ = false;
  std::atomic<std::int64_t> connections_ = 0;
  Synchronized<EventStreamCounts> counts_;
};

}  // namespace attendsense::station
