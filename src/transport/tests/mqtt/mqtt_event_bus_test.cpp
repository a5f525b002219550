#include "attendsense/transport/mqtt_event_bus.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/mqtt/client.hpp"
#include "contract/event_bus_contract.hpp"
#include "testing/proxy.hpp"
#include "testing/servers.hpp"

namespace attendsense::transport {
namespace {

using namespace testing_support;
using attendsense::testing::test_servers;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

MqttOptions relay() {
  const auto servers = test_servers().value();
  MqttOptions options;
  options.host = servers.mosquitto->host;
  options.port = servers.mosquitto->port;
  options.user = servers.mosquitto->relay.user;
  options.password = Secret(servers.mosquitto->relay.password);
  options.ca = servers.ca;
  return options;
}

Result<std::string> plain_envelope(const core::Event& event) {
  return "envelope of " + event.body;
}

// An event of a station of its own, so that tests do not hear each other.
core::Event fresh_event() {
  const Instant now = SystemClock{}.now();
  core::Event event = testing_support::event(1);
  event.id = core::EventId::make(now);
  event.station = core::StationId::make(now);
  event.company = core::CompanyId::make(now);
  event.site = core::SiteId::make(now);
  event.type = "punch";
  return event;
}

// Hears everything below a topic, as the administrator.
class Eavesdropper {
 public:
  explicit Eavesdropper(const std::string& filter) : client_(options(filter), listener()) {
    EXPECT_TRUE(eventually([this] { return connected_.load(); }));
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> heard() const {
    return heard_.with([](const auto& all) { return all; });
  }

  [[nodiscard]] bool hears(std::size_t count) const {
    return eventually([&] { return heard().size() >= count; });
  }

  template <class Condition>
  [[nodiscard]] static bool eventually(Condition condition) {
    const auto until = steady_clock::now() + seconds(10);
    while (steady_clock::now() < until) {
      if (condition()) return true;
      std::this_thread::yield();
    }
    return false;
  }

 private:
  static mqtt::ClientOptions options(const std::string& filter) {
    const auto servers = test_servers().value();
    mqtt::ClientOptions options;
    options.host = servers.mosquitto->host;
    options.port = servers.mosquitto->port;
    options.user = servers.mosquitto->administrator.user;
    options.password = Secret(servers.mosquitto->administrator.password);
    options.ca = servers.ca;
    options.subscriptions = {filter};
    return options;
  }

  mqtt::ClientListener listener() {
    return {.connected = [this] { connected_ = true; },
            .message =
                [this](const std::string& topic, const std::string& payload) {
                  heard_.with([&](auto& all) { all.emplace_back(topic, payload); });
                }};
  }

  std::atomic<bool> connected_ = false;
  Synchronized<std::vector<std::pair<std::string, std::string>>> heard_;
  mqtt::Client client_;  // last: it uses the above
};

std::unique_ptr<core::EventBus> make_bus() {
  if (!test_servers() || !test_servers()->mosquitto) return nullptr;
  return open_mqtt_event_bus(relay(), plain_envelope);
}

INSTANTIATE_TEST_SUITE_P(Mqtt, EventBusContract, ::testing::Values(BusFactory{make_bus}));

class MqttEventBus : public ::testing::Test {
 protected:
  void SetUp() override { ATTENDSENSE_NEEDS_SERVER(mosquitto); }
};

TEST_F(MqttEventBus, tells_a_station_on_its_own_topic) {
  const core::Event event = fresh_event();
  const Eavesdropper all("attendsense/v1/" + event.company.to_string() + "/#");
  const auto bus = open_mqtt_event_bus(relay(), plain_envelope);
  ASSERT_TRUE(bus->publish(event));
  ASSERT_TRUE(all.hears(1));
  EXPECT_EQ(all.heard()[0].first, "attendsense/v1/" + event.company.to_string() + "/" + event.site.to_string() + "/" +
                                      event.station.to_string() + "/punch");
  EXPECT_EQ(all.heard()[0].second, "envelope of " + event.body);
}

TEST_F(MqttEventBus, nobody_listening_is_no_failure) {
  const auto bus = open_mqtt_event_bus(relay(), plain_envelope);
  EXPECT_TRUE(bus->publish(fresh_event()));
}

TEST_F(MqttEventBus, an_event_of_no_station_or_of_one_that_is_gone_goes_nowhere) {
  core::Event event = fresh_event();
  const Eavesdropper all("attendsense/v1/" + event.company.to_string() + "/#");
  const auto bus = open_mqtt_event_bus(relay(), [](const core::Event& of) -> Result<std::string> {
    if (of.type == "sighting") return fail(Failure::not_found, "station_unknown", "no such station");
    return plain_envelope(of);
  });
  core::Event gone = event;
  gone.type = "sighting";
  core::Event nobodys = event;
  nobodys.station = {};
  EXPECT_TRUE(bus->publish(gone));
  EXPECT_TRUE(bus->publish(nobodys));
  EXPECT_TRUE(bus->publish(event));
  ASSERT_TRUE(all.hears(1));
  EXPECT_EQ(all.heard().size(), 1U);
}

TEST_F(MqttEventBus, an_event_that_cannot_be_signed_now_is_not_told) {
  const auto bus = open_mqtt_event_bus(relay(), [](const core::Event&) -> Result<std::string> {
    return fail(Failure::unavailable, "store_away", "no database");
  });
  EXPECT_EQ(bus->publish(fresh_event()).error().code, "store_away");
}

TEST_F(MqttEventBus, what_the_access_list_denies_is_a_failure) {
  core::Event event = fresh_event();
  MqttOptions options = relay();
  event.type = "punch/" + std::string(3, 'x');
  const auto allowed = open_mqtt_event_bus(options, plain_envelope);
  EXPECT_TRUE(allowed->publish(event)) << "below its own tree";
  options.password = Secret("guessed");
  const auto stranger = open_mqtt_event_bus(options, plain_envelope);
  const auto published = stranger->publish(event);
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, "broker_refused");
  EXPECT_EQ(published.error().failure, Failure::unavailable);
}

TEST_F(MqttEventBus, a_broker_that_is_away_or_cannot_prove_itself_is_told) {
  MqttOptions nowhere = relay();
  nowhere.port = 1;
  EXPECT_EQ(open_mqtt_event_bus(nowhere, plain_envelope)->publish(fresh_event()).error().code, "broker_away");
  MqttOptions elsewhere = relay();
  elsewhere.host = "127.1";
  EXPECT_EQ(open_mqtt_event_bus(elsewhere, plain_envelope)->publish(fresh_event()).error().code, "broker_untrusted");
  MqttOptions lost = relay();
  lost.ca = "/nowhere/ca.pem";
  EXPECT_EQ(open_mqtt_event_bus(lost, plain_envelope)->publish(fresh_event()).error().code, "broker_untrusted");
}

TEST_F(MqttEventBus, comes_back_after_silence_and_after_a_cut) {
  const auto broker = test_servers().value().mosquitto.value();
  Proxy proxy(broker.host, broker.port);
  MqttOptions options = relay();
  options.port = proxy.port();
  options.keepalive = seconds(5);  // the library's least
  options.deadline = milliseconds(300);
  options.connect_timeout = milliseconds(1000);
  const core::Event event = fresh_event();
  const auto bus = open_mqtt_event_bus(options, plain_envelope);
  const auto comes_back = [&] { return Eavesdropper::eventually([&] { return bus->publish(event).has_value(); }); };
  ASSERT_TRUE(comes_back());
  EXPECT_EQ(bus->interruptions(), 0);
  proxy.cut();
  EXPECT_TRUE(Eavesdropper::eventually([&] { return bus->interruptions() == 1; })) << "by itself";
  EXPECT_TRUE(comes_back());
  proxy.fall_silent();
  const auto start = steady_clock::now();
  EXPECT_FALSE(bus->publish(event));
  EXPECT_LT(steady_clock::now() - start, milliseconds(600)) << "the deadline holds";
  proxy.speak_again();
  EXPECT_TRUE(comes_back());
}

}  // namespace
}  // namespace attendsense::transport
