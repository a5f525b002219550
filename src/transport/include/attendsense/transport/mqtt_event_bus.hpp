#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ports/event_bus.hpp"

namespace attendsense::transport {

struct MqttOptions {
  std::string host = "localhost";  // a name: the broker's certificate must bear it
  int port = 8883;
  std::string user = "attendsense-relay";
  Secret password;
  std::filesystem::path ca;                   // PEM file of the authority that signed its certificate; empty: no TLS
  std::chrono::seconds expiry{3600};          // events that a station was not there to hear are forgotten after so long
  std::chrono::milliseconds deadline{5'000};  // of one publish
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::seconds keepalive{10};  // a broker that is silent for twice as long is taken for gone
};

// What a station is sent of an event. not_found: there is no such station any more.
using EnvelopeOf = std::function<Result<std::string>(const core::Event&)>;

// Tells stations of their events over MQTT: each event as `envelope_of` writes it, QoS 1, to the topic
// attendsense/v1/<company>/<site>/<station>/<type>. Opening does not need the broker: a thread connects and comes back
// by itself.
//
// publish() returns once the broker has the event, one round trip (0.3 ms on one machine); whether a station listens
// now is not its matter. An event of no station, or of one that is gone, goes nowhere and succeeds. Failures:
// unavailable "broker_away", "broker_refused" (access list, quota), "broker_untrusted", and those of `envelope_of`.
// What failed may have arrived: publish it again, stations know an event by its id.
//
// Who subscribes here is told of what is published here, from memory, as by the bus of one process; MQTT brings nothing
// back.
[[nodiscard]] std::unique_ptr<core::EventBus> open_mqtt_event_bus(const MqttOptions& options, EnvelopeOf envelope_of);

}  // namespace attendsense::transport
