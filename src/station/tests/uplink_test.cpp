#include "attendsense/station/uplink.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"
#include "attendsense/station/station_status.hpp"
#include "testing/impostor.hpp"
#include "testing/scripted_server.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using testing::accepted;
using testing::Answer;
using testing::answer;
using testing::eventually;
using testing::Request;
using testing::ScriptedServer;

constexpr const char* kPath = "/api/v1/captures";

// A spool with captures in it and an uplink that sends them to wherever the test says.
class UplinkTest : public ::testing::Test {
 protected:
  core::CaptureId append(const std::string& sealed = "gAAAAA-sealed") {
    const Instant now = clock_.now();
    const Capture capture{.id = core::CaptureId::make(now),
                          .passage = core::PassageId::make(now),
                          .camera = "gate",
                          .captured_at = now,
                          .face = {10, 20.5F, 80, 96},
                          .sealed = sealed};
    EXPECT_TRUE(spool_->append(capture, std::nullopt, now));
    return capture.id;
  }

  void start(const std::string& address) {
    UplinkListener listener;
    listener.state_changed = [this](LinkState state, const std::string&) {
      states_.with([&](auto& all) { all.push_back(state); });
    };
    listener.clock_is_wrong = [this](std::chrono::microseconds offset) { wrong_clock_ = offset.count(); };
    listener.profile_known = [this](const StationProfile& profile) {
      language_.with([&](std::string& known) { known = profile.language; });
    };
    listener.report = [this] { return report_.with([](const auto& told) { return told; }); };
    uplink_ = std::make_unique<Uplink>(*ServerAddress::parse(address), Secret("ast_token"), *spool_, offset_, clock_,
                                       listener,
                                       UplinkSettings{.timeout = 700ms,
                                                      .backoff = {.first = 1ms, .longest = 40ms},
                                                      .look_every = 5ms,
                                                      .greet_server_every = greet_server_every_});
    thread_ = std::jthread([this](const std::stop_token& stop) { uplink_->run(stop); });
  }

  bool delivers_all() {
    return eventually([this] { return spool_->counts().waiting == 0; });
  }

  // Answers the station's own question; the test's handler gets the captures only.
  static ScriptedServer::Handler for_captures(ScriptedServer::Handler handler) {
    return [handler = std::move(handler)](const Request& request) {
      return request.path == kPath ? handler(request) : answer(200, "", R"({"name":"Gate","language":"de"})");
    };
  }

  TemporaryFolder folder_;
  SystemClock clock_;
  ClockOffset offset_;
  std::unique_ptr<Spool> spool_ = std::move(*Spool::open(folder_.path() / "spool.db"));
  Synchronized<std::vector<LinkState>> states_;
  Synchronized<std::string> language_;
  std::atomic<std::int64_t> wrong_clock_{0};
  Synchronized<std::optional<core::StationReport>> report_;
  std::chrono::milliseconds greet_server_every_ = UplinkSettings().greet_server_every;
  std::unique_ptr<Uplink> uplink_;
  std::jthread thread_;
};

TEST_F(UplinkTest, sends_what_the_contract_says) {
  const core::CaptureId id = append("gAAAAABtoken");
  const ScriptedServer server(for_captures(accepted));
  start(server.address());
  ASSERT_TRUE(delivers_all());
  const Request request = server.requests(kPath).at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.body, "gAAAAABtoken");
  EXPECT_EQ(request.headers.at("authorization"), "Bearer ast_token");
  EXPECT_EQ(request.headers.at("content-type"), "application/vnd.attendsense.sealed-jpeg");
  EXPECT_EQ(request.headers.at("attendsense-capture-id"), id.to_string());
  EXPECT_EQ(request.headers.at("attendsense-camera"), "gate");
  EXPECT_EQ(request.headers.at("attendsense-face"), "10.00,20.50,80.00,96.00");
  EXPECT_TRUE(parse_rfc3339(request.headers.at("attendsense-captured-at")));
  EXPECT_TRUE(eventually([&] { return uplink_->counts().delivered == 1; }));
  EXPECT_TRUE(eventually([&] { return language_.with([](const std::string& known) { return known == "de"; }); }));
}

TEST_F(UplinkTest, keeps_the_order_through_every_kind_of_failure) {
  std::vector<std::string> order;
  for (int i = 0; i < 6; ++i) order.push_back(append().to_string());
  std::atomic<int> turn{0};
  const ScriptedServer server(for_captures([&](const Request& request) -> Answer {
    switch (++turn) {
      case 1:
        return answer(500);
      case 3:
        return answer(503, "Retry-After: 0\r\n");
      case 4:
        return {.bytes = ""};  // closed without a word
      case 6:
        return {.bytes = accepted(request).bytes.substr(0, 60)};  // cut in the middle of the answer
      case 7:
        return {.bytes = "", .stay_open = true};  // never answers
      case 9:
        return {.bytes = "\x16\x03\x01 this is not HTTP\r\n\r\n"};
      case 10:
        return answer(200, "", "<html>Please sign in to this network</html>");  // a captive portal
      default:
        return accepted(request);
    }
  }));
  start(server.address());
  ASSERT_TRUE(delivers_all());
  std::vector<std::string> seen;
  for (const Request& request : server.requests(kPath)) {
    const std::string id = request.headers.at("attendsense-capture-id");
    if (seen.empty() || seen.back() != id) seen.push_back(id);
  }
  EXPECT_EQ(seen, order);
  EXPECT_TRUE(eventually([&] { return uplink_->counts().delivered == 6; }));
  EXPECT_GE(uplink_->counts().failed_attempts, 6);
}

TEST_F(UplinkTest, waits_as_long_as_the_server_asks) {
  append();
  std::atomic<int> turn{0};
  const ScriptedServer server(for_captures(
      [&](const Request& request) { return ++turn == 1 ? answer(503, "Retry-After: 1\r\n") : accepted(request); }));
  const auto begin = std::chrono::steady_clock::now();
  start(server.address());
  ASSERT_TRUE(delivers_all());
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s);
}

TEST_F(UplinkTest, sets_aside_what_can_never_succeed_and_goes_on) {
  append();
  append();
  std::atomic<int> turn{0};
  const ScriptedServer server(for_captures([&](const Request& request) {
    return ++turn == 1 ? answer(422, "", R"({"code":"capture_unreadable","detail":"no picture"})") : accepted(request);
  }));
  start(server.address());
  ASSERT_TRUE(delivers_all());
  EXPECT_TRUE(eventually([&] { return uplink_->counts().delivered == 1; }));
  EXPECT_EQ(uplink_->counts().set_aside, 1);
  EXPECT_EQ(spool_->counts().aside, 1);
}

TEST_F(UplinkTest, sends_nothing_to_whom_it_cannot_trust_and_keeps_trying) {
  append();
  {
    const testing::Impostor impostor;
    start(impostor.address());
    ASSERT_TRUE(eventually([&] { return uplink_->counts().failed_attempts >= 2; }));
    EXPECT_EQ(uplink_->state(), LinkState::untrusted);
  }
  ASSERT_TRUE(eventually([&] { return uplink_->state() == LinkState::unreachable; }));
  EXPECT_EQ(spool_->counts().waiting, 1);
}

TEST_F(UplinkTest, a_revoked_token_is_reported_and_everything_kept) {
  append();
  std::atomic<bool> is_revoked{true};
  const ScriptedServer server([&](const Request& request) {
    if (is_revoked) return answer(401, "", R"({"code":"token_invalid"})");
    return request.path == kPath ? accepted(request) : answer(200, "", R"({"name":"Gate","language":"en"})");
  });
  start(server.address());
  ASSERT_TRUE(eventually([&] { return uplink_->state() == LinkState::refused; }));
  append();
  EXPECT_EQ(spool_->counts().waiting, 2);
  is_revoked = false;
  EXPECT_TRUE(delivers_all());
  EXPECT_TRUE(eventually([&] { return uplink_->state() == LinkState::online; }));
}

TEST_F(UplinkTest, a_server_that_is_away_loses_nothing_and_gets_all_in_order_when_it_is_back) {
  const int port = testing::unused_port();
  start("http://127.0.0.1:" + std::to_string(port));
  std::vector<core::CaptureId> order;
  for (int i = 0; i < 50; ++i) order.push_back(append());
  ASSERT_TRUE(eventually([&] { return uplink_->state() == LinkState::unreachable; }));
  EXPECT_EQ(spool_->counts().waiting, 50);
  thread_ = {};
  const ScriptedServer server(for_captures(accepted));
  start(server.address());
  ASSERT_TRUE(delivers_all());
  const auto requests = server.requests(kPath);
  ASSERT_EQ(requests.size(), 50U);
  for (std::size_t i = 0; i < 50; ++i) {
    EXPECT_EQ(requests[i].headers.at("attendsense-capture-id"), order[i].to_string());
  }
}

TEST_F(UplinkTest, measures_the_clock_and_reports_a_wrong_one) {
  const ScriptedServer server([&](const Request& request) {
    const std::string time = "Attendsense-Time: " + to_rfc3339(clock_.now() - 3600s) + "\r\n";
    if (request.path != kPath) return answer(200, time, R"({"name":"Gate","language":"en"})");
    return answer(202, time, R"({"capture_id":")" + request.headers.at("attendsense-capture-id") + "\"}");
  });
  greet_server_every_ = 5ms;
  start(server.address());
  ASSERT_TRUE(eventually([&] { return wrong_clock_ != 0; }));
  ASSERT_TRUE(server.wait_for("/api/v1/station", 2));
  const auto asked = server.requests("/api/v1/station");
  EXPECT_FALSE(asked[0].headers.contains("attendsense-clock-offset")) << "nothing is measured yet";
  EXPECT_NEAR(std::stod(asked[1].headers.at("attendsense-clock-offset")) / 1e6, 3600, 1);
  EXPECT_NEAR(static_cast<double>(wrong_clock_) / 1e6, 3600, 1);
  append();
  ASSERT_TRUE(server.wait_for(kPath, 1));
  const double sent = std::stod(server.requests(kPath)[0].headers.at("attendsense-clock-offset"));
  EXPECT_NEAR(sent / 1e6, 3600, 1);
}

TEST_F(UplinkTest, shows_that_it_lives_though_there_is_nothing_to_send) {
  EXPECT_LE(greet_server_every_, 30s) << "the server calls a station silent after minutes";
  const ScriptedServer server(for_captures(accepted));
  greet_server_every_ = 5ms;
  start(server.address());
  EXPECT_TRUE(server.wait_for("/api/v1/station", 3));
  EXPECT_TRUE(server.requests(kPath).empty());
}

TEST_F(UplinkTest, tells_how_the_station_is_and_again_when_that_changes) {
  constexpr const char* kReport = "/api/v1/station/report";
  const ScriptedServer server([](const Request& request) {
    return request.path == kReport ? answer(204) : answer(200, "", R"({"name":"Gate","language":"de"})");
  });
  const auto tell = [this](core::CameraState state, const std::string& why) {
    report_.with([&](auto& told) {
      told = core::StationReport{.waiting = 3, .cameras = {{.name = "gate", .state = state, .why = why}}};
    });
  };
  tell(core::CameraState::running, "");
  start(server.address());
  ASSERT_TRUE(server.wait_for(kReport, 1));
  tell(core::CameraState::lost, "The cable\nis out");
  uplink_->report_soon();
  ASSERT_TRUE(server.wait_for(kReport, 2));
  thread_ = {};
  const auto told = server.requests(kReport);
  ASSERT_EQ(told.size(), 2U) << "and not on and on";
  EXPECT_EQ(told[0].method, "PUT");
  EXPECT_EQ(told[0].headers.at("content-type"), "application/json");
  EXPECT_EQ(told[0].headers.at("authorization"), "Bearer ast_token");
  EXPECT_EQ(told[0].body,
            report_text({.waiting = 3, .cameras = {{.name = "gate", .state = core::CameraState::running}}}));
  EXPECT_NE(told[1].body.find("The cable is out"), std::string::npos) << told[1].body;
}

TEST_F(UplinkTest, delivers_though_the_server_takes_no_reports) {
  report_.with([](auto& told) { told.emplace(); });
  const ScriptedServer server([](const Request& request) {
    if (request.path == "/api/v1/station/report") return answer(404, "", R"({"code":"not_found"})");
    return request.path == kPath ? accepted(request) : answer(200, "", R"({"name":"Gate","language":"de"})");
  });
  start(server.address());
  ASSERT_TRUE(server.wait_for("/api/v1/station/report", 1));
  append();
  EXPECT_TRUE(delivers_all());
  EXPECT_EQ(uplink_->state(), LinkState::online);
}

TEST_F(UplinkTest, stops_at_once_in_the_middle_of_an_exchange) {
  append();
  const ScriptedServer server([](const Request&) { return Answer{.bytes = "", .stay_open = true}; });
  start(server.address());
  ASSERT_TRUE(server.wait_for("/api/v1/station", 1));
  const auto begin = std::chrono::steady_clock::now();
  thread_ = {};
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 500ms);
  EXPECT_EQ(spool_->counts().waiting, 1);
}

}  // namespace
}  // namespace attendsense::station
