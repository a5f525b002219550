#include "attendsense/api/metrics_server.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "attendsense/base/metrics_catalogue.hpp"
#include "testing/http_client.hpp"

namespace attendsense::api {
namespace {

using testing::RawConnection;
using testing::status_of;

class Metrics : public ::testing::Test {
 protected:
  Metrics() { registry.counter(metrics::kCaptures, {{"fate", "processed"}}).add(3); }

  // The whole answer to a request that ends the connection.
  [[nodiscard]] std::string ask(const std::string& line, const std::string& fields = "") const {
    const std::string url = server->url();
    const std::size_t colon = url.rfind(':');
    RawConnection connection(static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1))));
    (void)connection.send(line + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n" + fields + "\r\n");
    return connection.receive_all();
  }

  metrics::Registry registry;
  std::unique_ptr<MetricsServer> server = MetricsServer::start({}, registry).value();
};

TEST_F(Metrics, are_served_as_prometheus_text) {
  const std::string answer = ask("GET /metrics");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_NE(answer.find("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"), std::string::npos) << answer;
  EXPECT_NE(answer.find("attendsense_captures_total{fate=\"processed\"} 3"), std::string::npos) << answer;
  EXPECT_EQ(status_of(ask("GET /metrics?name=all")), 200);
}

TEST_F(Metrics, nothing_else_is_served) {
  EXPECT_EQ(status_of(ask("GET /")), 404);
  EXPECT_EQ(status_of(ask("GET /api/v1/metrics")), 404);
  EXPECT_EQ(status_of(ask("DELETE /metrics")), 405);
  EXPECT_EQ(status_of(ask("POST /metrics", "Content-Length: 5\r\n")), 413);
}

TEST_F(Metrics, many_scrapers_at_a_time_all_get_an_answer_while_the_work_goes_on) {
  std::atomic<int> good = 0;
  {
    std::vector<std::jthread> scrapers;
    for (int i = 0; i < 8; ++i) {
      scrapers.emplace_back([&] {
        for (int n = 0; n < 20; ++n) good += status_of(ask("GET /metrics")) == 200 ? 1 : 0;
      });
    }
    for (int n = 0; n < 10'000; ++n) registry.counter(metrics::kCaptures, {{"fate", "processed"}}).add();
  }
  EXPECT_EQ(good, 160);
}

TEST_F(Metrics, a_port_that_is_taken_is_named) {
  const std::string url = server->url();
  const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  const auto second = MetricsServer::start({.port = port}, registry);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "listen_failed");
}

TEST(MetricsSettings, are_an_address_or_nothing) {
  const config::Table table(metrics_config_keys());
  const auto read = [&](const std::string& listen) {
    return metrics_options(table.load(std::nullopt, {}, {{"metrics.listen", listen}}).value());
  };
  EXPECT_FALSE(metrics_options(table.load(std::nullopt, {}, {}).value()).value());
  EXPECT_EQ(read("127.0.0.1:9101").value()->port, 9101);
  EXPECT_EQ(read("[::1]:9101").value()->address, "::1");
  EXPECT_EQ(read("9101").error().code, "listen_address_invalid");
}

}  // namespace
}  // namespace attendsense::api
