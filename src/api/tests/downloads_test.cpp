// Bodies that are made while the client reads them: whole, bounded, and noticed when they break.

#include "downloads.hpp"

#include <gtest/gtest.h>

#include <future>

#include "http/engine.hpp"
#include "testing/http_client.hpp"

namespace attendsense::api {
namespace {

using namespace std::chrono_literals;
using testing::RawConnection;
using testing::status_of;

const std::string kRequest = "GET /download HTTP/1.1\r\nHost: here\r\n\r\n";

// Answers every request with a body of so many lines, made on one thread, and knows how far it got.
class DownloadHandler final : public http::RequestHandler {
 public:
  ~DownloadHandler() override { workers.stop(); }

  void handle(http::Request, http::Respond respond) override {
    http::Response response;
    auto alive = std::shared_ptr<void>(nullptr, [this](void*) { source_gone.set_value(); });
    auto source = [this, alive, left = lines]() mutable -> Result<std::optional<std::string>> {
      if (left-- == 0) return std::nullopt;
      if (left == fails_before) return fail(Failure::unavailable, "store_away", "The database is away");
      if (left == throws_before) throw std::runtime_error("a defect");
      made += line.size();
      return line;
    };
    response.stream = std::make_shared<http::PulledBody>(
        std::move(source), [this](auto job) { return workers.submit(std::move(job)); },
        [this](const http::PulledBody::Outcome& how) { outcome.set_value(how); });
    respond(std::move(response));
  }

  [[nodiscard]] http::Response refuse(const http::ProtocolFault& fault, const http::Peer&) override {
    http::Response response;
    response.status = fault.status;
    return response;
  }

  // How the body ended; its source has gone by then.
  http::PulledBody::Outcome ended() {
    auto end = outcome.get_future();
    EXPECT_EQ(end.wait_for(10s), std::future_status::ready);
    EXPECT_EQ(source_gone.get_future().wait_for(10s), std::future_status::ready);
    return end.get();
  }

  std::string line = std::string(999, 'x') + "\n";
  std::int64_t lines = 3;
  std::int64_t fails_before = -1;  // so many lines before the end
  std::int64_t throws_before = -1;
  std::atomic<std::size_t> made = 0;
  std::promise<http::PulledBody::Outcome> outcome;
  std::promise<void> source_gone;
  WorkerPool workers{1, 4};
};

class DownloadOnTheWire : public ::testing::Test {
 protected:
  void start() {
    http::EngineOptions options;
    options.limits = limits;
    auto started = http::Engine::start(options, handler);
    ASSERT_TRUE(started) << started.error().text();
    engine = std::move(*started);
  }

  http::Limits limits;
  DownloadHandler handler;
  std::unique_ptr<http::Engine> engine;
};

// What the chunks of an answer hold; "cut" follows where the last chunk is missing.
std::string unchunked(std::string_view received) {
  std::string body;
  received.remove_prefix(received.find("\r\n\r\n") + 4);
  while (!received.empty()) {
    const std::size_t size = std::stoul(std::string(received.substr(0, received.find("\r\n"))), nullptr, 16);
    if (size == 0) return body;
    received.remove_prefix(received.find("\r\n") + 2);
    body += received.substr(0, size);
    received.remove_prefix(std::min(received.size(), size + 2));
  }
  return body + "cut";
}

TEST_F(DownloadOnTheWire, fifty_megabytes_come_through_whole) {
  handler.lines = 50'000;
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  const std::string received = connection.receive_all(60s);
  EXPECT_NE(received.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  const std::string body = unchunked(received);
  EXPECT_EQ(body.size(), 50'000'000);
  EXPECT_TRUE(body.ends_with("x\n"));
  EXPECT_FALSE(handler.ended().error);
}

TEST_F(DownloadOnTheWire, an_empty_body_is_one) {
  handler.lines = 0;
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  EXPECT_EQ(unchunked(connection.receive_all()), "");
}

TEST_F(DownloadOnTheWire, a_client_that_has_nothing_more_to_say_gets_it_all) {
  handler.lines = 5'000;
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  connection.end_sending();
  EXPECT_EQ(unchunked(connection.receive_all()).size(), 5'000'000);
}

TEST_F(DownloadOnTheWire, a_client_that_does_not_read_holds_no_thread_and_is_given_up) {
  limits.write_time = 500ms;
  handler.lines = 1'000'000;  // a gigabyte: more than any socket buffers
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  connection.receive_until("\r\n\r\n");
  std::promise<void> other_work;
  while (!handler.workers.submit([&] { other_work.set_value(); })) std::this_thread::yield();
  EXPECT_EQ(other_work.get_future().wait_for(10s), std::future_status::ready);
  const auto outcome = handler.ended();
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, "client_left");
  EXPECT_LT(outcome.bytes, 100'000'000);
}

TEST_F(DownloadOnTheWire, a_client_that_leaves_ends_the_source) {
  handler.lines = 1'000'000;
  start();
  {
    RawConnection connection(engine->port());
    connection.send(kRequest);
    connection.receive_until("\r\n\r\n");
  }
  const auto outcome = handler.ended();
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, "client_left");
}

TEST_F(DownloadOnTheWire, a_source_that_fails_is_noticed_by_the_client) {
  handler.lines = 100;
  handler.fails_before = 50;
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  const std::string body = unchunked(connection.receive_all());
  EXPECT_TRUE(body.ends_with("\ncut")) << body.size();
  EXPECT_EQ(body.size(), 49'000 + 3);  // what there was comes first
  EXPECT_EQ(handler.ended().error->code, "store_away");
}

TEST_F(DownloadOnTheWire, a_source_that_throws_is_noticed_by_the_client) {
  handler.throws_before = 0;
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  EXPECT_TRUE(unchunked(connection.receive_all()).ends_with("cut"));
  EXPECT_EQ(handler.ended().error->failure, Failure::internal);
}

TEST_F(DownloadOnTheWire, http_1_0_gets_it_up_to_the_end_of_the_connection) {
  start();
  RawConnection connection(engine->port());
  connection.send("GET /download HTTP/1.0\r\n\r\n");
  const std::string received = connection.receive_all();
  EXPECT_EQ(received.find("chunked"), std::string::npos);
  EXPECT_EQ(received.size() - received.find("\r\n\r\n") - 4, 3000);
}

TEST_F(DownloadOnTheWire, head_begins_no_body) {
  start();
  RawConnection connection(engine->port());
  connection.send("HEAD /download HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_TRUE(connection.receive_all().ends_with("\r\n\r\n"));
  EXPECT_EQ(handler.ended().bytes, 0);
  EXPECT_EQ(handler.made, 0);
}

TEST_F(DownloadOnTheWire, a_stop_lets_it_finish) {
  handler.lines = 50'000;
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  connection.receive_until("\r\n\r\n");
  auto stopped = std::async(std::launch::async, [&] { engine->stop(30s); });
  EXPECT_TRUE(connection.receive_all(30s).ends_with("\r\n0\r\n\r\n"));
  stopped.get();
  EXPECT_FALSE(handler.ended().error);
}

TEST_F(DownloadOnTheWire, a_stop_cuts_what_does_not_finish) {
  handler.lines = 1'000'000;
  start();
  RawConnection connection(engine->port());
  connection.send(kRequest);
  connection.receive_until("\r\n\r\n");
  engine->stop(100ms);
  EXPECT_EQ(handler.ended().error->code, "client_left");
}

// ---- without a wire

struct PulledByHand {
  std::vector<std::function<void()>> jobs;
  std::shared_ptr<http::PulledBody> body;

  explicit PulledByHand(http::BodySource source) {
    body = std::make_shared<http::PulledBody>(
        std::move(source),
        [this](auto job) {
          jobs.push_back(std::move(job));
          return true;
        },
        nullptr);
  }

  void work() {
    for (const auto& job : std::exchange(jobs, {})) job();
  }
};

TEST(PulledBody, makes_one_piece_ahead_of_what_is_taken) {
  std::size_t made = 0;
  PulledByHand pulled([&]() -> Result<std::optional<std::string>> {
    made += 1000;
    return std::string(1000, 'x');
  });
  EXPECT_EQ(pulled.body->take().text, "");
  for (int i = 0; i < 5; ++i) pulled.work();
  EXPECT_EQ(made, 66'000);
  EXPECT_EQ(pulled.body->take().text.size(), 66'000);
  for (int i = 0; i < 5; ++i) pulled.work();
  EXPECT_EQ(made, 132'000);
}

TEST(PulledBody, nothing_is_made_for_a_client_that_has_left) {
  int calls = 0;
  PulledByHand pulled([&]() -> Result<std::optional<std::string>> {
    ++calls;
    return std::nullopt;
  });
  pulled.body->abandon();
  EXPECT_EQ(pulled.body->take().text, "");
  pulled.work();
  EXPECT_EQ(calls, 0);
}

TEST(PulledBody, is_broken_when_nobody_works_any_more) {
  const auto body = std::make_shared<http::PulledBody>([]() -> Result<std::optional<std::string>> { return "x"; },
                                                       [](auto) { return false; }, nullptr);
  EXPECT_EQ(body->take().end, http::BodyStream::End::broken);
}

TEST(Downloads, are_bounded_together_and_for_each_holder) {
  Downloads downloads(4);
  auto first = downloads.take_place("ada");
  auto second = downloads.take_place("ada");
  ASSERT_TRUE(first && second);
  const auto third = downloads.take_place("ada");
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code, "downloads_exhausted");
  EXPECT_TRUE(third.error().retry_after);
  auto charles = downloads.take_place("charles");
  auto grace = downloads.take_place("grace");
  ASSERT_TRUE(charles && grace);
  EXPECT_FALSE(downloads.take_place("alan"));
  first->reset();
  EXPECT_TRUE(downloads.take_place("alan"));
  EXPECT_TRUE(downloads.take_place("ada"));
}

TEST(Downloads, a_single_place_is_for_anybody) {
  Downloads downloads(1);
  const auto place = downloads.take_place("ada");
  EXPECT_TRUE(place);
  EXPECT_FALSE(downloads.take_place("charles"));
}

}  // namespace
}  // namespace attendsense::api
