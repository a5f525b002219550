#include "attendsense/transport/mqtt_event_bus.hpp"

#include <algorithm>
#include <atomic>

#include "attendsense/base/log.hpp"
#include "attendsense/base/uuid.hpp"
#include "attendsense/mqtt/client.hpp"
#include "attendsense/transport/in_process_event_bus.hpp"

namespace attendsense::transport {

namespace {

mqtt::ClientOptions client_options(const MqttOptions& options) {
  mqtt::ClientOptions client;
  client.host = options.host;
  client.port = options.port;
  client.ca = options.ca;
  client.user = options.user;
  client.password = options.password;
  // Each its own: during a change of leader two relays are connected.
  client.id = options.user + "-" + make_uuid_v7(SystemClock{}.now()).to_string().substr(24);
  client.keepalive = options.keepalive;
  client.connect_timeout = options.connect_timeout;
  return client;
}

std::string topic_of(const core::Event& event) {
  return "attendsense/v1/" + event.company.to_string() + "/" + event.site.to_string() + "/" +
         event.station.to_string() + "/" + event.type;
}

class MqttEventBus final : public core::EventBus {
 public:
  MqttEventBus(const MqttOptions& options, EnvelopeOf envelope_of)
      : envelope_of_(std::move(envelope_of)),
        expiry_(options.expiry),
        deadline_(options.deadline),
        here_(make_in_process_event_bus()),
        client_(client_options(options), {.connected = [this] { ++connections_; }}) {}

  Result<void> publish(const core::Event& event) override {
    if (!event.station.is_nil()) {
      if (Result<void> sent = send(event); !sent) return sent;
    }
    return here_->publish(event);
  }

  std::unique_ptr<Subscription> subscribe(Handler handler) override { return here_->subscribe(std::move(handler)); }

  // A broker that fell writes to its disk shortly after it has confirmed.
  [[nodiscard]] std::int64_t interruptions() const override { return std::max<std::int64_t>(connections_ - 1, 0); }

 private:
  Result<void> send(const core::Event& event) {
    Result<std::string> envelope = envelope_of_(event);
    if (!envelope && envelope.error().failure == Failure::not_found) {
      log::info("event_of_nobody", {{"event", event.id}, {"error", envelope.error()}});
      return {};
    }
    if (!envelope) return fail(std::move(envelope));
    return client_.publish({.topic = topic_of(event), .payload = *std::move(envelope), .expiry = expiry_}, deadline_);
  }

  const EnvelopeOf envelope_of_;
  const std::chrono::seconds expiry_;
  const std::chrono::milliseconds deadline_;
  std::unique_ptr<core::EventBus> here_;
  std::atomic<std::int64_t> connections_{0};
  mqtt::Client client_;
};

}  // namespace

std::unique_ptr<core::EventBus> open_mqtt_event_bus(const MqttOptions& options, EnvelopeOf envelope_of) {
  return std::make_unique<MqttEventBus>(options, std::move(envelope_of));
}

}  // namespace attendsense::transport
