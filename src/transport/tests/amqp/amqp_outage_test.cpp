// What the queue does when the broker, the network or a worker goes away. Nothing waits for a time to pass, only for
// what must be seen, with a deadline.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "amqp_queue_fixture.hpp"
#include "testing/hammer.hpp"
#include "testing/own_servers.hpp"
#include "testing/proxy.hpp"

namespace attendsense::transport {
namespace {

using namespace testing_support;
using attendsense::testing::TestServers;
using core::LeasedCapture;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr milliseconds kDeadline{10'000};
constexpr milliseconds kLease{600'000};
constexpr seconds kRecovery{10};  // after the return of the broker

// Whether `condition` came true in time.
template <class Condition>
bool eventually(std::chrono::milliseconds within, Condition condition) {
  const auto until = steady_clock::now() + within;
  while (steady_clock::now() < until) {
    if (condition()) return true;
  }
  return false;
}

class AmqpOutage : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(rabbitmq);
    const TestServers servers = *attendsense::testing::test_servers();
    world_.emplace(servers);
    proxy_.emplace(servers.rabbitmq->host, servers.rabbitmq->port);
  }

  [[nodiscard]] Proxy& proxy() { return *proxy_; }

  [[nodiscard]] AmqpQueueUnderTest& world() { return *world_; }

  [[nodiscard]] AmqpOptions through_proxy() const {
    AmqpOptions options = world_->options();
    options.port = proxy_->port();
    options.heartbeat = seconds(1);
    options.connect_timeout = milliseconds(1000);
    return options;
  }

  [[nodiscard]] std::unique_ptr<core::CaptureQueue> open(const AmqpOptions& options) {
    return open_amqp_capture_queue(options, world_->clock()).value();
  }

 private:
  std::optional<AmqpQueueUnderTest> world_;
  std::optional<Proxy> proxy_;
};

TEST_F(AmqpOutage, a_broker_that_is_away_at_the_start_is_answered_at_once_and_found_later) {
  AmqpOptions nowhere = world().options();
  nowhere.port = 1;
  const auto queue = open(nowhere);
  const auto start = steady_clock::now();
  const auto enqueued = queue->enqueue(job(1), kDeadline);
  const auto taken = queue->take(kLease, kDeadline);
  const auto status = queue->status();
  EXPECT_LT(steady_clock::now() - start, seconds(1));
  for (const Error& error : {enqueued.error(), taken.error(), status.error()}) {
    EXPECT_EQ(error.code, "queue_away");
    EXPECT_EQ(error.failure, Failure::unavailable);
    EXPECT_TRUE(error.retry_after);
  }
}

TEST_F(AmqpOutage, a_peer_that_falls_silent_is_noticed_by_its_missing_heartbeats) {
  const auto queue = open(through_proxy());
  ASSERT_TRUE(queue->enqueue(job(1), kDeadline));
  const LeasedCapture held = queue->take(kLease, kDeadline).value().value();
  proxy().fall_silent();

  const auto start = steady_clock::now();
  const auto sent = queue->enqueue(job(2), milliseconds(300));
  const auto took = steady_clock::now() - start;
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().failure, Failure::in_doubt) << sent.error().text();
  EXPECT_GE(took, milliseconds(300));
  EXPECT_LT(took, milliseconds(1500)) << "the caller's deadline holds, long before the silence is noticed";

  // Twice the heartbeat, and the time of the next try to connect.
  EXPECT_TRUE(eventually(seconds(6), [&] {
    const auto refused = queue->enqueue(job(2), milliseconds(100));
    return !refused && refused.error().code == "queue_away";
  }));
  EXPECT_TRUE(eventually(seconds(6), [&] { return !queue->take(kLease, milliseconds(10)); }));
  EXPECT_EQ(queue->acknowledge(held), false) << "the lease went with the connection";

  proxy().speak_again();
  EXPECT_TRUE(eventually(kRecovery, [&] { return queue->enqueue(job(3), kDeadline).has_value(); }));
  std::optional<LeasedCapture> again;
  EXPECT_TRUE(eventually(kRecovery, [&] {
    const auto taken = queue->take(kLease, milliseconds(100));
    if (taken && *taken && (*taken)->job.capture == job(1).capture) again = **taken;
    return again.has_value();
  }));
  ASSERT_TRUE(again);
  // A delivery that broke off with a connection on the way back counts too.
  EXPECT_GE(again->attempt, 2);
  EXPECT_EQ(queue->acknowledge(held), false) << "the receipt is stale";
  EXPECT_EQ(queue->acknowledge(*again), true);
}

// Sends captures as stations do: each until it is accepted.
class Stations {
 public:
  Stations(core::CaptureQueue& queue, int threads) {
    for (int i = 0; i < threads; ++i)
      threads_.emplace_back([this, &queue](const std::stop_token& stop) { send(queue, stop); });
  }

  [[nodiscard]] bool have_sent(std::size_t count, std::chrono::milliseconds within) {
    return eventually(within, [&] { return accepted().size() >= count; });
  }

  [[nodiscard]] std::set<core::CaptureId> accepted() {
    const std::scoped_lock lock(mutex_);
    return accepted_;
  }

  void stop() { threads_.clear(); }

  [[nodiscard]] int failures() const { return failures_; }

 private:
  void send(core::CaptureQueue& queue, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const core::CaptureJob capture = job(next_++, 20'000);
      while (!stop.stop_requested()) {
        if (queue.enqueue(capture, milliseconds(2000))) {
          const std::scoped_lock lock(mutex_);
          accepted_.insert(capture.capture);
          break;
        }
        ++failures_;
        // As a station pauses before it tries again.
        std::unique_lock lock(mutex_);
        stopping_.wait_for(lock, stop, milliseconds(20), [] { return false; });
      }
    }
  }

  std::atomic<int> next_ = 0;
  std::atomic<int> failures_ = 0;
  std::mutex mutex_;
  std::condition_variable_any stopping_;
  std::set<core::CaptureId> accepted_;
  std::vector<std::jthread> threads_;
};

// Takes and acknowledges until nothing came for a while.
std::set<core::CaptureId> drain(core::CaptureQueue& queue) {
  std::set<core::CaptureId> found;
  while (const auto leased = queue.take(kLease, seconds(2)).value()) {
    found.insert(leased->job.capture);
    EXPECT_EQ(queue.acknowledge(*leased), true);
  }
  return found;
}

void expect_all_in(const std::set<core::CaptureId>& found, const std::set<core::CaptureId>& accepted) {
  std::size_t missing = 0;
  for (const core::CaptureId& capture : accepted) missing += found.contains(capture) ? 0U : 1U;
  EXPECT_EQ(missing, 0U) << "of " << accepted.size();
}

TEST_F(AmqpOutage, connections_that_are_cut_while_publishing_lose_nothing_that_was_accepted) {
  const DeclaredQueue wide(*attendsense::testing::test_servers(), {.max_waiting = 100'000});
  AmqpOptions options = through_proxy();
  options.name = wide.name();
  const auto queue = open(options);
  {
    Stations stations(*queue, 4);
    for (std::size_t round = 1; round <= 5; ++round) {
      EXPECT_TRUE(stations.have_sent(round * 100, kRecovery * 2));
      proxy().cut();
    }
    EXPECT_TRUE(stations.have_sent(600, kRecovery * 2));
    stations.stop();
    EXPECT_GT(stations.failures(), 0);
    expect_all_in(drain(*queue), stations.accepted());
  }
}

TEST_F(AmqpOutage, a_worker_that_is_killed_again_and_again_leaves_a_dead_capture) {
  ASSERT_TRUE(world().queue().enqueue(job(1), kDeadline));
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    Hammer hammer("amqp:" + world().declared().name(), 0, "hold");
    EXPECT_EQ(hammer.line(), "T " + job(1).capture.to_string()) << attempt;
    hammer.kill();
  }
  std::vector<core::DeadCapture> dead;
  EXPECT_TRUE(eventually(kDeadline, [&] {
    dead = world().queue().dead(10).value();
    return !dead.empty();
  }));
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].capture, job(1).capture);
  EXPECT_EQ(dead[0].attempts, kAttempts);
  EXPECT_THAT(dead[0].reason, ::testing::HasSubstr("the worker stopped"));
}

TEST_F(AmqpOutage, what_a_killed_worker_held_is_given_to_another) {
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(world().queue().enqueue(job(i), kDeadline));
  std::set<std::string> acknowledged;
  {
    Hammer hammer("amqp:" + world().declared().name(), 0, "work");
    for (int i = 0; i < 5; ++i) acknowledged.insert(hammer.line());
    hammer.kill();
    for (std::string line = hammer.line(); !line.empty(); line = hammer.line()) acknowledged.insert(line);
  }
  const auto found = drain(world().queue());
  // One a thread may have been acknowledged without having been told.
  std::size_t missing = 0;
  for (int i = 0; i < 20; ++i) {
    const core::CaptureId capture = job(i).capture;
    missing += found.contains(capture) || acknowledged.contains("A " + capture.to_string()) ? 0U : 1U;
  }
  EXPECT_LE(missing, 2U);
}

TEST_F(AmqpOutage, nothing_that_was_accepted_is_lost_by_kill_9_of_the_broker) {
  attendsense::testing::OwnServers broker("rabbitmq");
  const SystemClock clock;
  const auto queue = open_amqp_capture_queue(amqp_options(broker.get(), "attendsense"), clock).value();
  Stations stations(*queue, 4);
  ASSERT_TRUE(stations.have_sent(200, kDeadline));
  ::kill(broker.get().rabbitmq->pid, SIGKILL);
  EXPECT_TRUE(eventually(seconds(5), [&] {
    const auto refused = queue->enqueue(job(30'000), milliseconds(500));
    return !refused && refused.error().code == "queue_away";
  }));
  const std::size_t before = stations.accepted().size();
  broker.start();
  EXPECT_TRUE(stations.have_sent(before + 200, kRecovery)) << "it did not come back in time";
  stations.stop();
  const auto found = drain(*queue);
  expect_all_in(found, stations.accepted());
  EXPECT_EQ(queue->status().value().waiting, 0);
}

}  // namespace
}  // namespace attendsense::transport
