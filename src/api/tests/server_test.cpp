// Starting, configuring and overloading the server.

#include <gtest/gtest.h>

#include <future>

#include "attendsense/base/config.hpp"
#include "testing/self_signed.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

using namespace testing;

class Server : public ServedOffice {
 protected:
  std::string start_error(ServerOptions options) {
    auto started = HttpServer::start(std::move(options), {office.ports(), *bus, office.clock, {}, ""});
    return started ? "" : started.error().code;
  }
};

TEST_F(Server, plain_http_is_not_served_to_the_network_unless_told) {
  ServerOptions options;
  options.address = "0.0.0.0";
  EXPECT_EQ(start_error(options), "plain_http_refused");
  options.allow_plain_http = true;
  EXPECT_EQ(start_error(options), "");
}

TEST_F(Server, its_address_is_told) {
  EXPECT_EQ(server->url(), "http://127.0.0.1:" + std::to_string(server->port()));
}

TEST_F(Server, what_the_workers_cannot_take_is_refused_and_health_is_answered_all_the_same) {
  std::promise<void> open;
  const std::shared_future<void> gate = open.get_future().share();
  std::promise<void> working;
  readiness = {{"slow", [&, once = std::make_shared<std::once_flag>()] {
                  std::call_once(*once, [&] { working.set_value(); });
                  gate.wait();
                  return Result<void>();
                }}};
  ServerOptions options;
  options.workers = 1;
  options.most_waiting = 1;
  serve(options);
  auto first = std::async(std::launch::async, [&] { return client().get("/readyz").status; });
  working.get_future().wait();
  // One more may wait and is not answered for now; the one after it is refused.
  RawConnection second(server->port());
  RawConnection third(server->port());
  second.send("GET /readyz HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_EQ(second.receive_until("\r\n\r\n", std::chrono::milliseconds{200}), "");
  third.send("GET /readyz HTTP/1.1\r\nHost: here\r\n\r\n");
  const std::string refused = third.receive_until("server_busy");
  EXPECT_EQ(status_of(refused), 503);
  EXPECT_NE(refused.find("Retry-After: 1\r\n"), std::string::npos);
  EXPECT_EQ(client().get("/healthz").status, 200);
  open.set_value();
  EXPECT_EQ(first.get(), 200);
  EXPECT_EQ(status_of(second.receive_until("\r\n\r\n")), 200);
}

TEST_F(Server, a_stop_answers_what_was_begun) {
  std::promise<void> open;
  const std::shared_future<void> gate = open.get_future().share();
  std::promise<void> working;
  readiness = {{"slow", [&] {
                  working.set_value();
                  gate.wait();
                  return Result<void>();
                }}};
  serve({});
  auto answer = std::async(std::launch::async, [&] { return client().get("/readyz").status; });
  working.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { server->stop(); });
  EXPECT_EQ(stopped.wait_for(std::chrono::milliseconds{50}), std::future_status::timeout);
  open.set_value();
  EXPECT_EQ(answer.get(), 200);
  EXPECT_EQ(stopped.wait_for(std::chrono::seconds{10}), std::future_status::ready);
}

TEST_F(Server, speaks_tls_where_it_is_told_to) {
  ServerOptions options;
  options.tls = make_self_signed(office.folder.path());
  serve(options);
  EXPECT_TRUE(server->url().starts_with("https://"));
  HttpClient https = client(office.first_session.access_token.reveal());
  https.trust(options.tls->certificate_chain);
  const Reply reply = https.get("/api/v1/company");
  EXPECT_EQ(reply.status, 200);
  EXPECT_NE(reply.header("strict-transport-security"), "");
  EXPECT_EQ(https.post("/api/v1/employees", {{"email", std::string(4U << 20, 'a')}}).status, 400);
  EXPECT_EQ(https.send("POST", "/api/v1/employees", std::string(9U << 20, ' '), "application/json").status, 413);
  RawConnection plain(server->port());
  plain.send("GET /api/v1/setup HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_EQ(status_of(plain.receive_all()), 0);
}

Result<ServerOptions> configured(const std::map<std::string, std::string>& values) {
  const config::Table table(server_config_keys());
  const auto loaded = table.load(std::nullopt, {}, values);
  if (!loaded) return fail(loaded.error());
  return server_options(*loaded);
}

TEST(ServerConfig, listens_on_loopback_unless_told) {
  const auto options = configured({});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->address, "127.0.0.1");
  EXPECT_EQ(options->port, 8080);
  EXPECT_FALSE(options->allow_plain_http);
}

TEST(ServerConfig, reads_addresses_of_both_kinds) {
  EXPECT_EQ(configured({{"api.listen", "[::1]:443"}})->address, "::1");
  EXPECT_EQ(configured({{"api.listen", "localhost:0"}})->port, 0);
  for (const char* wrong : {"8080", "127.0.0.1", "127.0.0.1:", ":8080", "127.0.0.1:99999", "127.0.0.1:80x"}) {
    const auto options = configured({{"api.listen", wrong}});
    ASSERT_FALSE(options) << wrong;
    EXPECT_EQ(options.error().code, "listen_address_invalid");
  }
}

TEST(ServerConfig, tls_needs_both_files) {
  EXPECT_EQ(configured({{"api.tls_key", "/x"}}).error().code, "tls_files_invalid");
  EXPECT_TRUE(configured({{"api.tls_key", "/x"}, {"api.tls_certificate", "/y"}})->tls.has_value());
}

}  // namespace
}  // namespace attendsense::api
