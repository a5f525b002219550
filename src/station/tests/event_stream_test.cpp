#include "attendsense/station/event_stream.hpp"

#include <gtest/gtest.h>

#include "testing/events.hpp"
#include "testing/scripted_server.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using testing::Answer;
using testing::envelope;
using testing::eventually;
using testing::Request;
using testing::ScriptedServer;
using testing::sse;

const core::StationId kStation = core::StationId::make(testing::kEventTime);
constexpr const char* kPath = "/api/v1/station/events";

std::string punch() {
  return envelope(testing::punch_payload(kStation, core::CaptureId::make(testing::kEventTime),
                                         core::PassageId::make(testing::kEventTime)));
}

// A stream that listens to a scripted server, and what it heard.
class Listener {
 public:
  explicit Listener(const ScriptedServer& server, std::string last_id = "")
      : stream_(
            *ServerAddress::parse(server.address()), Secret("ast_token"), Secret(testing::kKey), kStation,
            {.event = [this](const StationEvent& event) { heard_.with([&](auto& all) { all.push_back(event.id); }); },
             .connection_changed = [this](bool connected, const std::string&) { connected_ = connected; },
             .recall_last_id = [last_id] { return last_id; },
             .remember_last_id =
                 [this](const std::string& id) { last_id_.with([&](std::string& kept) { kept = id; }); }},
            {.backoff = {.first = 1ms, .longest = 20ms}, .silence = 1s}),
        thread_([this](const std::stop_token& stop) { stream_.run(stop); }) {}

  [[nodiscard]] std::size_t heard() const {
    return heard_.with([](const auto& all) { return all.size(); });
  }

  [[nodiscard]] std::string last_id() const {
    return last_id_.with([](const std::string& id) { return id; });
  }

  [[nodiscard]] EventStreamCounts counts() const { return stream_.counts(); }

  [[nodiscard]] bool connected() const { return connected_; }

 private:
  Synchronized<std::vector<core::EventId>> heard_;
  Synchronized<std::string> last_id_;
  std::atomic<bool> connected_{false};
  EventStream stream_;
  std::jthread thread_;
};

TEST(EventStream, resumes_after_the_last_event_when_the_connection_breaks) {
  std::atomic<int> connections{0};
  const ScriptedServer server([&](const Request&) {
    Answer answer = testing::event_stream(sse(40 + ++connections, "punch", punch()));
    answer.stay_open = connections >= 3;
    return answer;
  });
  const Listener listener(server, "40");
  ASSERT_TRUE(eventually([&] { return listener.heard() == 3; }));
  const auto requests = server.requests(kPath);
  ASSERT_GE(requests.size(), 3U);
  EXPECT_EQ(requests[0].headers.at("last-event-id"), "40");
  EXPECT_EQ(requests[1].headers.at("last-event-id"), "41");
  EXPECT_EQ(requests[2].headers.at("last-event-id"), "42");
  EXPECT_EQ(requests[0].headers.at("authorization"), "Bearer ast_token");
  EXPECT_TRUE(eventually([&] { return listener.last_id() == "43"; }));
  EXPECT_TRUE(listener.connected());
}

TEST(EventStream, tells_a_repeated_event_once) {
  const std::string event = punch();
  const ScriptedServer server([&](const Request&) {
    return testing::event_stream(sse(1, "punch", event) + sse(1, "punch", event) + sse(2, "punch", punch()));
  });
  const Listener listener(server);
  ASSERT_TRUE(eventually([&] { return listener.heard() == 2; }));
  EXPECT_EQ(listener.counts().repeated, 1);
}

TEST(EventStream, refuses_forged_events_and_does_not_resume_after_them) {
  const std::string good = punch();
  const std::string other_station = envelope(testing::punch_payload(core::StationId::make(testing::kEventTime),
                                                                    core::CaptureId::make(testing::kEventTime),
                                                                    core::PassageId::make(testing::kEventTime)));
  std::string forged = punch();
  forged.replace(forged.find("Lovelace"), 8, "Attacker");
  const ScriptedServer server([&](const Request&) {
    return testing::event_stream(sse(5, "punch", good) + sse(900, "punch", forged) + sse(901, "punch", other_station));
  });
  const Listener listener(server);
  ASSERT_TRUE(eventually([&] { return listener.counts().refused == 2; }));
  EXPECT_EQ(listener.heard(), 1U);
  EXPECT_EQ(listener.last_id(), "5");
}

TEST(EventStream, notices_a_connection_that_has_fallen_silent) {
  const ScriptedServer server([](const Request&) { return testing::event_stream(": hello\n\n"); });
  const Listener listener(server);
  EXPECT_TRUE(server.wait_for(kPath, 2));
}

TEST(EventStream, outlives_errors_of_the_server) {
  std::atomic<int> connections{0};
  const ScriptedServer server([&](const Request&) {
    switch (++connections) {
      case 1:
        return testing::answer(503, "Retry-After: 1\r\n");
      case 2:
        return testing::answer(401, "", R"({"code":"token_invalid"})");
      case 3:
        return Answer{.bytes = "HTTP/1.1 2"};
      default:
        return testing::event_stream(sse(1, "punch", punch()));
    }
  });
  const Listener listener(server);
  EXPECT_TRUE(eventually([&] { return listener.heard() == 1; }));
}

}  // namespace
}  // namespace attendsense::station
