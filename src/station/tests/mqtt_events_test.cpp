// On a real Mosquitto of the test's own, with the accounts that ship and those that `stations sync-broker` writes.

#include "attendsense/station/mqtt_events.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include "attendsense/base/files.hpp"
#include "attendsense/crypto/mqtt_password.hpp"
#include "attendsense/mqtt/client.hpp"
#include "attendsense/station/spool.hpp"
#include "attendsense/transport/mosquitto_accounts.hpp"
#include "attendsense/transport/mqtt_event_bus.hpp"
#include "testing/events.hpp"
#include "testing/own_servers.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using attendsense::testing::OwnServers;
using attendsense::testing::TestServers;
using testing::envelope;

template <class Condition>
bool eventually(Condition condition, std::chrono::seconds within = 15s) {
  const auto until = std::chrono::steady_clock::now() + within;
  while (std::chrono::steady_clock::now() < until) {
    if (condition()) return true;
    std::this_thread::yield();
  }
  return false;
}

Credentials credentials(const char* key = testing::kKey) {
  const Instant now = SystemClock{}.now();
  return {.station = core::StationId::make(now),
          .company = core::CompanyId::make(now),
          .site = core::SiteId::make(now),
          .token = Secret("ast_token"),
          .key_text = Secret(key),
          .key = crypto::FernetKey::parse(Secret(key)).value()};
}

// A station that listens, and what it heard. Its spool outlives it, as on a disk.
class Listener {
 public:
  Listener(const TestServers& servers, const Credentials& credentials, Spool& spool,
           const std::string& host = "localhost", const std::filesystem::path& ca = {})
      : events_({host, servers.mosquitto->port, ca.empty() ? servers.ca : ca}, credentials, listener(spool),
                [this] { return StationStatus{.waiting = waiting}; }, clock_,
                {.session = 3600s, .keepalive = 5s, .look = 20ms}),
        thread_([this](const std::stop_token& stop) { events_.run(stop); }) {}

  [[nodiscard]] bool hears(std::size_t count) const {
    return eventually([&] { return heard().size() >= count; });
  }

  [[nodiscard]] std::vector<core::EventId> heard() const {
    return heard_.with([](const auto& all) { return all; });
  }

  [[nodiscard]] bool connects() const {
    return eventually([&] { return connected.load(); });
  }

  [[nodiscard]] EventStreamCounts counts() const { return events_.counts(); }

  [[nodiscard]] std::string why() const {
    return why_.with([](const std::string& text) { return text; });
  }

  std::atomic<bool> connected = false;
  std::atomic<std::int64_t> waiting = 0;

 private:
  EventStreamListener listener(Spool& spool) {
    return {.event = [this](const StationEvent& event) { heard_.with([&](auto& all) { all.push_back(event.id); }); },
            .connection_changed =
                [this](bool now, const std::string& why) {
                  connected = now;
                  why_.with([&](std::string& text) { text = why; });
                },
            .note_heard = [&spool](const core::EventId& id) { return spool.note_heard(id).value(); }};
  }

  const SystemClock clock_;
  Synchronized<std::vector<core::EventId>> heard_;
  Synchronized<std::string> why_;
  MqttEvents events_;
  std::jthread thread_;
};

class MqttEventsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    admit({here_, other_});
    bus_ = transport::open_mqtt_event_bus(relay(),
                                          [](const core::Event& event) -> Result<std::string> { return event.body; });
  }

  // As `attendsense stations sync-broker` does.
  void admit(const std::vector<Credentials>& stations) {
    std::vector<transport::MosquittoStation> accounts;
    for (const Credentials& each : stations)
      accounts.push_back({each.station, each.company, each.site, crypto::station_mqtt_password(each.key_text)});
    const auto& broker = *servers_.get().mosquitto;
    ASSERT_TRUE(transport::write_mosquitto_accounts({broker.password_file, broker.acl_file}, {}, accounts));
    const auto pid_file = folder_.path() / "pid";
    ASSERT_TRUE(write_file_atomically(pid_file, as_bytes(std::to_string(broker.pid))));
    ASSERT_TRUE(transport::reload_mosquitto(pid_file));
  }

  [[nodiscard]] transport::MqttOptions relay() const {
    transport::MqttOptions options;
    options.port = servers_.get().mosquitto->port;
    options.password = Secret(servers_.get().mosquitto->relay.password);
    options.ca = servers_.get().ca;
    return options;
  }

  [[nodiscard]] static core::Event event_of(const Credentials& to, const boost::json::object& payload,
                                            const std::string& body) {
    core::Event event;
    event.id = core::EventId::parse(std::string_view(payload.at("event_id").get_string())).value();
    event.company = to.company;
    event.site = to.site;
    event.station = to.station;
    event.type = "punch";
    event.body = body;
    return event;
  }

  [[nodiscard]] static core::Event punch(const Credentials& to, const std::string& key = testing::kKey) {
    const Instant now = SystemClock{}.now();
    const auto payload =
        testing::punch_payload(to.station, core::CaptureId::make(now), core::PassageId::make(now), now);
    return event_of(to, payload, envelope(payload, key));
  }

  void publish(const core::Event& event) {
    EXPECT_TRUE(eventually([&] { return bus_->publish(event).has_value(); }));
  }

  [[nodiscard]] mqtt::ClientOptions client_of(const std::string& user, const Secret& password) const {
    mqtt::ClientOptions options;
    options.port = servers_.get().mosquitto->port;
    options.ca = servers_.get().ca;
    options.user = user;
    options.password = password;
    return options;
  }

  OwnServers servers_{"mosquitto"};
  const TemporaryFolder folder_;
  const Credentials here_ = credentials();
  const Credentials other_ = credentials();
  std::unique_ptr<Spool> spool_ = Spool::open(folder_.path() / "spool.db").value();
  std::unique_ptr<core::EventBus> bus_;
};

TEST_F(MqttEventsTest, hears_a_punch_and_believes_only_what_is_signed_for_it) {
  const Listener station(servers_.get(), here_, *spool_);
  ASSERT_TRUE(station.connects());
  core::Event forged = punch(here_);
  forged.body.replace(forged.body.find("Lovelace"), 8, "Attacker");
  publish(forged);
  core::Event anothers = punch(other_);
  anothers.station = here_.station;
  anothers.site = here_.site;
  publish(anothers);
  core::Event future = punch(here_);
  future.type = "fanfare";
  publish(future);
  const core::Event good = punch(here_);
  publish(good);
  ASSERT_TRUE(station.hears(1));
  EXPECT_EQ(station.heard(), std::vector{good.id});
  EXPECT_EQ(station.counts().refused, 2);
}

TEST_F(MqttEventsTest, hears_what_it_missed_and_nothing_twice) {
  const core::Event first = punch(here_);
  {
    const Listener station(servers_.get(), here_, *spool_);
    ASSERT_TRUE(station.connects());
    publish(first);
    ASSERT_TRUE(station.hears(1));
  }
  const core::Event missed = punch(here_);
  publish(missed);
  publish(first);  // as a relay that could not note its position does
  publish(missed);
  const Listener again(servers_.get(), here_, *spool_);
  ASSERT_TRUE(again.hears(1));
  const core::Event last = punch(here_);
  publish(last);
  ASSERT_TRUE(again.hears(2));
  EXPECT_EQ(again.heard(), (std::vector{missed.id, last.id}));
  EXPECT_EQ(again.counts().repeated, 2);
}

TEST_F(MqttEventsTest, comes_back_after_the_broker_fell) {
  const Listener station(servers_.get(), here_, *spool_);
  ASSERT_TRUE(station.connects());
  ::kill(servers_.get().mosquitto->pid, SIGKILL);
  ASSERT_TRUE(eventually([&] { return !station.connected; }));
  EXPECT_FALSE(bus_->publish(punch(here_)));
  servers_.start();
  ASSERT_TRUE(station.connects());
  const core::Event event = punch(here_);
  publish(event);
  ASSERT_TRUE(station.hears(1));
  EXPECT_EQ(station.heard(), std::vector{event.id});
  EXPECT_EQ(station.counts().reconnects, 1);
}

// What the broker has retained as a station's status.
class StatusWatch {
 public:
  explicit StatusWatch(mqtt::ClientOptions options)
      : client_(options, {.message = [this](const std::string&, const std::string& payload) {
                  last_.with([&](std::string& text) { text = payload; });
                }}) {}

  [[nodiscard]] bool sees(const std::string& text) const {
    return eventually(
        [&] { return last_.with([&](const std::string& last) { return last.find(text) != std::string::npos; }); });
  }

 private:
  Synchronized<std::string> last_;
  mqtt::Client client_;
};

TEST_F(MqttEventsTest, its_status_is_kept_and_its_last_will_is_told) {
  mqtt::ClientOptions options =
      client_of(servers_.get().mosquitto->relay.user, Secret(servers_.get().mosquitto->relay.password));
  options.subscriptions = {"attendsense/v1/+/+/" + here_.station.to_string() + "/status"};
  const StatusWatch watch(options);
  {
    Listener station(servers_.get(), here_, *spool_);
    EXPECT_TRUE(watch.sees(R"("online":true)"));
    station.waiting = 7;
    EXPECT_TRUE(watch.sees(R"("waiting":7)"));
  }
  EXPECT_TRUE(watch.sees(R"("online":false)")) << "a goodbye";

  // A process that dies with the station's connection.
  const pid_t child = ::fork();
  if (child == 0) {
    const auto spool = Spool::open(folder_.path() / "child.db").value();
    const Listener station(servers_.get(), here_, *spool);
    ::pause();
    ::_exit(0);
  }
  EXPECT_TRUE(watch.sees(R"("online":true)"));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(watch.sees(R"("online":false)")) << "the last will";
  const StatusWatch late(options);
  EXPECT_TRUE(late.sees(R"("online":false)")) << "retained";
}

TEST_F(MqttEventsTest, another_stations_topics_are_closed) {
  mqtt::ClientOptions options = client_of(other_.station.to_string(), crypto::station_mqtt_password(other_.key_text));
  Synchronized<int> overheard;
  options.subscriptions = {"attendsense/v1/#", "attendsense/v1/+/+/" + here_.station.to_string() + "/+"};
  mqtt::Client nosy(options,
                    {.message = [&](const auto&, const auto&) { overheard.with([](int& count) { ++count; }); }});
  options.subscriptions = {};
  mqtt::Client forger(options, {});
  const std::string theirs =
      "attendsense/v1/" + here_.company.to_string() + "/" + here_.site.to_string() + "/" + here_.station.to_string();
  for (const char* kind : {"/status", "/punch"}) {
    const auto denied = forger.publish({.topic = theirs + kind, .payload = "{}"}, 10s);
    ASSERT_FALSE(denied) << kind;
    EXPECT_EQ(denied.error().code, "broker_refused") << denied.error().text();
  }
  const Listener station(servers_.get(), here_, *spool_);
  ASSERT_TRUE(station.connects());
  publish(punch(here_));
  ASSERT_TRUE(station.hears(1));
  EXPECT_EQ(overheard.with([](int count) { return count; }), 0);
}

TEST_F(MqttEventsTest, a_station_that_was_revoked_is_let_in_no_more) {
  admit({other_});
  const Listener station(servers_.get(), here_, *spool_);
  EXPECT_TRUE(eventually([&] { return station.why().find("refused") != std::string::npos; })) << station.why();
}

TEST_F(MqttEventsTest, a_broker_that_cannot_prove_itself_is_refused) {
  const Listener elsewhere(servers_.get(), here_, *spool_, "127.1");
  EXPECT_TRUE(eventually([&] { return elsewhere.why().find("certificate") != std::string::npos; })) << elsewhere.why();
  const Listener misled(servers_.get(), here_, *spool_, "localhost", "/etc/ssl/certs");
  EXPECT_TRUE(eventually([&] { return misled.why().find("certificate") != std::string::npos; })) << misled.why();
}

}  // namespace
}  // namespace attendsense::station
