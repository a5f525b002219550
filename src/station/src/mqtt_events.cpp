#include "attendsense/station/mqtt_events.hpp"

#include "attendsense/base/log.hpp"
#include "attendsense/crypto/mqtt_password.hpp"
#include "attendsense/mqtt/client.hpp"
#include "attendsense/station/backoff.hpp"

namespace attendsense::station {

namespace {

constexpr std::chrono::milliseconds kPatience{2'000};  // with the broker, for a status
constexpr const char* kStatus = "status";

}  // namespace

MqttEvents::MqttEvents(MqttAddress broker, Credentials credentials, EventStreamListener listener, StatusOf status,
                       const Clock& clock, const MqttEventsSettings& settings)
    : broker_(std::move(broker)),
      credentials_(std::move(credentials)),
      listener_(std::move(listener)),
      status_(std::move(status)),
      clock_(clock),
      settings_(settings) {}

std::string MqttEvents::topic(const std::string& kind) const {
  return "attendsense/v1/" + credentials_.company.to_string() + "/" + credentials_.site.to_string() + "/" +
         credentials_.station.to_string() + "/" + kind;
}

void MqttEvents::run(const std::stop_token& stop) {
  const core::StationId& id = credentials_.station;
  const auto offline = [&] {
    return mqtt::Message{
        .topic = topic(kStatus), .payload = status_text(id, Presence::offline, {}, clock_.now()), .retain = true};
  };
  mqtt::ClientOptions options;
  options.host = broker_.host;
  options.port = broker_.port;
  options.ca = broker_.ca;
  options.user = id.to_string();
  options.password = crypto::station_mqtt_password(credentials_.key_text);
  options.id = id.to_string();
  options.session = settings_.session;
  options.keepalive = settings_.keepalive;
  // A station may have moved to another site since the event was written.
  options.subscriptions = {"attendsense/v1/+/+/" + id.to_string() + "/+"};
  options.will = offline();
  mqtt::Client client(options, {.connected = [this] { became(true, ""); },
                                .disconnected = [this](const Error& why) { became(false, why.text()); },
                                .message = [this](const auto& where, const auto& payload) { take(where, payload); }});

  std::string told;
  std::int64_t told_on = 0;
  do {
    const StationStatus status = status_();
    const std::int64_t connection = connections_;
    // The time alone is no news.
    const std::string news = status_text(id, Presence::online, status, Instant{});
    if (connection == 0 || (news == told && connection == told_on)) continue;
    const Result<void> sent = client.publish(
        {.topic = topic(kStatus), .payload = status_text(id, Presence::online, status, clock_.now()), .retain = true},
        kPatience);
    if (!sent) continue;
    told = news;
    told_on = connection;
  } while (sleep_unless_stopped(stop, connections_ == told_on ? settings_.look : settings_.look / 10));
  // Said goodbye, the broker does not tell the will.
  static_cast<void>(client.publish(offline(), kPatience));
}

void MqttEvents::became(bool connected, const std::string& why) {
  if (connected) {
    ++connections_;
    if (connections_ > 1) counts_.with([](EventStreamCounts& counts) { ++counts.reconnects; });
  }
  if (std::exchange(was_connected_, connected) == connected && (connected || why == last_why_)) return;
  last_why_ = why;
  listener_.connection_changed(connected, why);
}

void MqttEvents::take(const std::string& topic, const std::string& payload) {
  const std::string type = topic.substr(topic.rfind('/') + 1);
  if (type == kStatus) return;  // its own
  Result<StationEvent> event = read_event(type, payload, credentials_.key_text);
  if (event && event->station != credentials_.station)
    event = fail(Failure::forbidden, "event_forged", "An event is of another station");
  if (!event) {
    if (event.error().failure == Failure::unsupported) return;
    counts_.with([](EventStreamCounts& counts) { ++counts.refused; });
    log::warn("event_refused", {{"error", event.error()}});
    return;
  }
  const bool is_new = listener_.note_heard(event->id);
  counts_.with([&](EventStreamCounts& counts) { ++(is_new ? counts.events : counts.repeated); });
  if (is_new) listener_.event(*event);
}

EventStreamCounts MqttEvents::counts() const {
  return counts_.with([](const EventStreamCounts& counts) { return counts; });
}

}  // namespace attendsense::station
