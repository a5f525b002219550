// The server on the wire, with a handler that only echoes.

#include "http/engine.hpp"

#include <gtest/gtest.h>

#include <future>

#include "testing/echo_handler.hpp"
#include "testing/http_client.hpp"

namespace attendsense::api {
namespace {

using namespace std::chrono_literals;
using testing::RawConnection;
using testing::status_of;

class Engine : public ::testing::Test {
 protected:
  Engine() {
    limits.header_time = limits.body_time = 300ms;
    limits.idle_time = 5s;
  }

  void start() {
    http::EngineOptions options;
    options.limits = limits;
    auto started = http::Engine::start(options, handler);
    ASSERT_TRUE(started) << started.error().text();
    engine = std::move(*started);
  }

  // Sends it, ends sending, and gives all that comes back.
  std::string exchange(std::string_view request) {
    if (!engine) start();
    RawConnection connection(engine->port());
    (void)connection.send(request);
    connection.end_sending();
    return connection.receive_all();
  }

  http::Limits limits;
  testing::EchoHandler handler;
  std::unique_ptr<http::Engine> engine;
};

const std::string kHost = "Host: here\r\n";

TEST_F(Engine, a_body_comes_through_whole) {
  const std::string body(300'000, 'x');
  const std::string received = exchange("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 300000\r\n\r\n" + body);
  EXPECT_EQ(status_of(received), 200);
  EXPECT_TRUE(received.ends_with("POST /echo " + body));
}

TEST_F(Engine, a_chunked_body_comes_through_whole) {
  const std::string received = exchange("POST /echo HTTP/1.1\r\n" + kHost +
                                        "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
  EXPECT_TRUE(received.ends_with("POST /echo abcde")) << received;
}

TEST_F(Engine, pipelined_requests_are_answered_in_order) {
  const std::string received = exchange("GET /a HTTP/1.1\r\n" + kHost + "\r\nPOST /b HTTP/1.1\r\n" + kHost +
                                        "Content-Length: 2\r\n\r\nhiGET /c HTTP/1.1\r\n" + kHost + "\r\n");
  const std::size_t a = received.find("GET /a ");
  const std::size_t b = received.find("POST /b hi");
  const std::size_t c = received.find("GET /c ");
  ASSERT_NE(c, std::string::npos) << received;
  EXPECT_LT(a, b);
  EXPECT_LT(b, c);
}

TEST_F(Engine, a_client_that_asks_is_told_to_go_on) {
  start();
  RawConnection connection(engine->port());
  connection.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(connection.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  connection.send("ok");
  EXPECT_NE(connection.receive_until("POST /echo ok").find("POST /echo ok"), std::string::npos);
}

TEST_F(Engine, a_client_that_asks_with_too_large_a_body_is_told_not_to_send_it) {
  EXPECT_EQ(status_of(exchange("POST /echo HTTP/1.1\r\n" + kHost +
                               "Content-Length: 8388609\r\nExpect: 100-continue\r\n\r\n")),
            413);
}

TEST_F(Engine, another_expectation_is_refused) {
  EXPECT_EQ(status_of(exchange("GET /a HTTP/1.1\r\n" + kHost + "Expect: a-miracle\r\n\r\n")), 417);
}

TEST_F(Engine, head_is_answered_without_a_body) {
  const std::string received = exchange("HEAD /a HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_NE(received.find("Content-Length: 8\r\n"), std::string::npos) << received;
  EXPECT_TRUE(received.ends_with("\r\n\r\n"));
}

TEST_F(Engine, http_1_0_is_answered_and_closed) {
  EXPECT_EQ(status_of(exchange("GET /a HTTP/1.0\r\n\r\n")), 200);
}

TEST_F(Engine, a_half_closed_client_gets_its_answer) {
  EXPECT_EQ(status_of(exchange("GET /a HTTP/1.1\r\n" + kHost + "\r\n")), 200);
}

TEST_F(Engine, an_absolute_target_is_read_as_its_path) {
  EXPECT_TRUE(exchange("GET http://here/a?b=c HTTP/1.1\r\n" + kHost + "\r\n").ends_with("GET /a?b=c "));
}

TEST_F(Engine, a_slow_header_is_given_up) {
  start();
  RawConnection connection(engine->port());
  connection.send("GET /a HTTP/1.1\r\nHo");
  EXPECT_EQ(status_of(connection.receive_all()), 408);
}

TEST_F(Engine, a_slow_body_is_given_up) {
  start();
  RawConnection connection(engine->port());
  connection.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 10\r\n\r\nabc");
  EXPECT_EQ(status_of(connection.receive_all()), 408);
}

TEST_F(Engine, a_silent_connection_is_closed_without_a_word) {
  start();
  RawConnection connection(engine->port());
  EXPECT_EQ(connection.receive_all(), "");
}

TEST_F(Engine, an_idle_connection_is_closed) {
  limits.idle_time = 200ms;
  start();
  RawConnection connection(engine->port());
  connection.send("GET /a HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_TRUE(connection.receive_all().ends_with("GET /a "));
}

TEST_F(Engine, a_large_header_is_refused) {
  EXPECT_EQ(status_of(exchange("GET /a HTTP/1.1\r\n" + kHost + "X: " + std::string(17'000, 'x') + "\r\n\r\n")), 431);
  EXPECT_EQ(status_of(exchange("GET /" + std::string(17'000, 'x') + " HTTP/1.1\r\n" + kHost + "\r\n")), 431);
}

TEST_F(Engine, a_large_body_is_refused_before_it_is_sent) {
  start();
  RawConnection connection(engine->port());
  connection.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 99999999\r\n\r\n");
  EXPECT_EQ(status_of(connection.receive_until("body_too_large")), 413);
}

TEST_F(Engine, the_answer_reaches_a_client_that_sends_a_large_body_all_the_same) {
  start();
  RawConnection connection(engine->port());
  connection.send("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 20000000\r\n\r\n");
  EXPECT_TRUE(connection.send(std::string(20'000'000, 'x')));
  connection.end_sending();
  EXPECT_EQ(status_of(connection.receive_all()), 413);
}

TEST_F(Engine, a_chunked_body_is_refused_where_it_becomes_too_large) {
  limits.body_bytes = 1000;
  const std::string chunk = "200\r\n" + std::string(512, 'x') + "\r\n";
  EXPECT_EQ(status_of(exchange("POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n" + chunk +
                               chunk + "0\r\n\r\n")),
            413);
}

class MalformedRequest : public Engine, public ::testing::WithParamInterface<std::string> {};

TEST_P(MalformedRequest, is_refused_and_the_connection_closed) {
  // What follows must never be read as a request of its own.
  const std::string received = exchange(GetParam() + "GET /smuggled HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_EQ(status_of(received), 400) << received;
  EXPECT_EQ(received.find("/smuggled"), std::string::npos) << received;
}

INSTANTIATE_TEST_SUITE_P(
    wire, MalformedRequest,
    ::testing::Values(
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: 4, 4\r\n\r\nabcd",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: -4\r\n\r\nabcd",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: +4\r\n\r\nabcd",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: 0x4\r\n\r\nabcd",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: 99999999999999999999999\r\n\r\nabcd",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.0\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc\r\n0\r\n\r\n",
        std::string("GET /a HTTP/1.1\r\n\r\n"), "GET /a HTTP/1.1\r\n" + kHost + kHost + "\r\n",
        "GET  /a HTTP/1.1\r\n" + kHost + "\r\n", "GET /a HTTP/2.0\r\n" + kHost + "\r\n",
        "GET /a HTTP/9.9\r\n" + kHost + "\r\n", "GET a HTTP/1.1\r\n" + kHost + "\r\n",
        "GET * HTTP/1.1\r\n" + kHost + "\r\n", "GET /a b HTTP/1.1\r\n" + kHost + "\r\n",
        "GET /a HTTP/1.1\n" + kHost + "\r\n", "GET /a HTTP/1.1\r\n" + kHost + "bad header: x\r\n\r\n",
        "GET /a HTTP/1.1\r\n" + kHost + std::string("X: a\0b\r\n\r\n", 10), std::string("\x16\x03\x01\x02\x00\x01\x00"),
        std::string("garbage\r\n\r\n"), std::string("\0\0\0\0\r\n\r\n", 8),
        "G\xC3\x89T /a HTTP/1.1\r\n" + kHost + "\r\n", "GET /\xFF HTTP/1.1\r\n" + kHost + "\r\n",
        "POST /e HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\nX: y\rZ: w\r\n\r\na"));

TEST_F(Engine, connections_over_the_bound_are_told_so) {
  limits.connections = 2;
  start();
  RawConnection first(engine->port());
  RawConnection second(engine->port());
  for (RawConnection* connection : {&first, &second}) {
    connection->send("GET /a HTTP/1.1\r\n" + kHost + "\r\n");
    ASSERT_EQ(status_of(connection->receive_until("GET /a ")), 200);
  }
  RawConnection third(engine->port());
  EXPECT_EQ(status_of(third.receive_until("connections_exhausted")), 503);
}

TEST_F(Engine, a_request_that_nobody_answers_is_refused) {
  EXPECT_EQ(status_of(exchange("GET /dropped HTTP/1.1\r\n" + kHost + "\r\n")), 503);
}

TEST_F(Engine, a_stop_lets_what_is_in_flight_be_answered) {
  start();
  RawConnection connection(engine->port());
  connection.send("GET /held HTTP/1.1\r\n" + kHost + "\r\n");
  handler.wait_for_held(1);
  auto stopped = std::async(std::launch::async, [&] { engine->stop(20s); });
  EXPECT_EQ(stopped.wait_for(100ms), std::future_status::timeout);
  handler.release_held();
  const std::string received = connection.receive_all();
  EXPECT_NE(received.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(received.ends_with("held no more")) << received;
  EXPECT_EQ(stopped.wait_for(10s), std::future_status::ready);
}

TEST_F(Engine, a_stop_ends_idle_connections_and_accepts_no_more) {
  start();
  const std::uint16_t port = engine->port();
  RawConnection connection(port);
  connection.send("GET /a HTTP/1.1\r\n" + kHost + "\r\n");
  connection.receive_until("GET /a ");
  engine->stop(20s);
  EXPECT_EQ(connection.receive_all(), "");
  EXPECT_THROW(RawConnection{port}, std::runtime_error);
}

TEST_F(Engine, a_stop_cuts_off_what_is_not_answered_in_time) {
  start();
  RawConnection connection(engine->port());
  connection.send("GET /held HTTP/1.1\r\n" + kHost + "\r\n");
  handler.wait_for_held(1);
  engine->stop(50ms);
  EXPECT_EQ(connection.receive_all(), "");
  handler.release_held();
}

TEST_F(Engine, a_stream_goes_on_until_it_is_closed) {
  start();
  RawConnection connection(engine->port());
  connection.send("GET /stream HTTP/1.1\r\n" + kHost + "\r\n");
  connection.receive_until("6\r\nhello\n\r\n");
  EXPECT_TRUE(handler.stream->push("more\n"));
  EXPECT_EQ(connection.receive_until("more\n\r\n"), "5\r\nmore\n\r\n");
  handler.stream->close();
  EXPECT_EQ(connection.receive_all(), "0\r\n\r\n");
  EXPECT_TRUE(handler.source_goes());
}

TEST_F(Engine, a_quiet_stream_has_a_heartbeat) {
  limits.heartbeat = 20ms;
  start();
  RawConnection connection(engine->port());
  connection.send("GET /stream HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_NE(connection.receive_until(": still here\n\n\r\ne\r\n: still here\n").find("still"), std::string::npos);
  EXPECT_GE(handler.heartbeats.load(), 2);
}

TEST_F(Engine, a_stream_that_a_client_leaves_lets_its_source_go) {
  start();
  {
    RawConnection connection(engine->port());
    connection.send("GET /stream HTTP/1.1\r\n" + kHost + "\r\n");
    connection.receive_until("hello");
  }
  EXPECT_TRUE(handler.source_goes());
  EXPECT_FALSE(handler.stream->push("to nobody"));
}

TEST_F(Engine, a_stop_ends_streams) {
  start();
  RawConnection connection(engine->port());
  connection.send("GET /stream HTTP/1.1\r\n" + kHost + "\r\n");
  connection.receive_until("hello\n\r\n");
  auto stopped = std::async(std::launch::async, [&] { engine->stop(20s); });
  EXPECT_TRUE(connection.receive_all().ends_with("0\r\n\r\n"));
  EXPECT_EQ(stopped.wait_for(10s), std::future_status::ready);
}

TEST(EventStream, what_does_not_fit_ends_it_after_what_did) {
  http::EventStream stream(10);
  EXPECT_TRUE(stream.push("12345678"));
  EXPECT_FALSE(stream.push("90ab"));
  EXPECT_FALSE(stream.push("9"));
  EXPECT_TRUE(stream.overflowed());
  const auto taken = stream.take();
  EXPECT_EQ(taken.text, "12345678");
  EXPECT_EQ(taken.end, http::BodyStream::End::complete);
}

TEST(EngineStart, an_address_that_is_taken_is_an_error_that_names_it) {
  testing::EchoHandler handler;
  auto first = http::Engine::start({}, handler);
  ASSERT_TRUE(first);
  http::EngineOptions same;
  same.port = (*first)->port();
  // SO_REUSEADDR lets a new server follow an old one, not two listen at a time.
  auto second = http::Engine::start(same, handler);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "listen_failed");
  EXPECT_NE(second.error().message.find(std::to_string(same.port)), std::string::npos);
}

TEST(EngineStart, a_name_is_no_address) {
  testing::EchoHandler handler;
  http::EngineOptions options;
  options.address = "not an address";
  auto started = http::Engine::start(options, handler);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, "listen_address_invalid");
}

TEST(EngineStart, missing_tls_files_are_an_error_that_names_them) {
  testing::EchoHandler handler;
  http::EngineOptions options;
  options.tls = http::TlsFiles{"/nowhere/chain.pem", "/nowhere/key.pem"};
  auto started = http::Engine::start(options, handler);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, "tls_files_invalid");
  EXPECT_NE(started.error().message.find("/nowhere/chain.pem"), std::string::npos);
}

}  // namespace
}  // namespace attendsense::api
