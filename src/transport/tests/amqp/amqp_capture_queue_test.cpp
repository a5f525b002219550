#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "amqp_queue_fixture.hpp"
#include "testing/checkout.hpp"

namespace attendsense::transport {
namespace {

using namespace testing_support;
using core::LeasedCapture;
using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr milliseconds kDeadline{10'000};
constexpr milliseconds kLease{30'000};

std::unique_ptr<QueueUnderTest> make_amqp_queue() {
  const auto servers = attendsense::testing::test_servers();
  if (!servers || !servers->rabbitmq) return nullptr;
  return std::make_unique<AmqpQueueUnderTest>(*servers);
}

INSTANTIATE_TEST_SUITE_P(Amqp, CaptureQueueContract, ::testing::Values(QueueFactory{make_amqp_queue}));

class AmqpQueue : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(rabbitmq);
    world_.emplace(*attendsense::testing::test_servers());
  }

  [[nodiscard]] AmqpQueueUnderTest& world() { return *world_; }

  [[nodiscard]] core::CaptureQueue& queue() { return world_->queue(); }

  [[nodiscard]] std::unique_ptr<core::CaptureQueue> open(const AmqpOptions& options) {
    return open_amqp_capture_queue(options, world_->clock()).value();
  }

  // What is dead, once something is.
  [[nodiscard]] core::DeadCapture first_dead() {
    const auto until = std::chrono::steady_clock::now() + kDeadline;
    while (std::chrono::steady_clock::now() < until) {
      const auto dead = queue().dead(1).value();
      if (!dead.empty()) return dead[0];
    }
    ADD_FAILURE() << "nothing died";
    return {};
  }

 private:
  std::optional<AmqpQueueUnderTest> world_;
};

TEST_F(AmqpQueue, a_message_of_a_future_schema_dies_with_the_reason_and_holds_up_nobody) {
  world().declared().publish(job(1).capture.to_string(), "attendsense.capture.v9", "what?");
  ASSERT_TRUE(queue().enqueue(job(2), kDeadline));
  const auto leased = queue().take(kLease, kDeadline).value();
  ASSERT_TRUE(leased);
  EXPECT_EQ(leased->job.capture, job(2).capture);
  const core::DeadCapture dead = first_dead();
  EXPECT_EQ(dead.capture, job(1).capture);
  EXPECT_EQ(dead.attempts, 1);
  EXPECT_THAT(dead.reason, HasSubstr("'attendsense.capture.v9'"));
}

TEST_F(AmqpQueue, a_message_without_the_headers_of_a_capture_dies) {
  world().declared().publish(job(1).capture.to_string(), "attendsense.capture.v1", "a body");
  EXPECT_FALSE(queue().take(kLease, milliseconds(200)).value());
  EXPECT_THAT(first_dead().reason, HasSubstr("company"));
}

TEST_F(AmqpQueue, a_body_beyond_the_limit_dies_and_is_not_read) {
  AmqpOptions options = world().options();
  options.max_body = 100'000;
  const auto strict = open(options);
  ASSERT_TRUE(queue().enqueue(job(1, 100'001), kDeadline));
  ASSERT_TRUE(queue().enqueue(job(2, 100'000), kDeadline));
  const auto leased = strict->take(kLease, kDeadline).value();
  ASSERT_TRUE(leased);
  EXPECT_EQ(leased->job.capture, job(2).capture);
  static_cast<void>(first_dead());
  const auto dead = strict->dead(1).value();
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_THAT(dead[0].reason, HasSubstr("longer than 100000 bytes"));
  EXPECT_EQ(strict->retry_dead(std::nullopt), 0) << "what was not read cannot be sent again";
}

TEST_F(AmqpQueue, an_account_does_only_what_it_is_for) {
  const auto refused = [](const auto& result) { return result ? std::string() : result.error().code; };
  AmqpOptions swapped = world().options();
  std::swap(swapped.publisher, swapped.consumer);
  const auto wrong = open(swapped);
  EXPECT_EQ(refused(wrong->take(kLease, kDeadline)), "queue_refused");
  const auto enqueued = wrong->enqueue(job(1), kDeadline);
  ASSERT_FALSE(enqueued);
  EXPECT_THAT(enqueued.error().code, ::testing::AnyOf("queue_refused", "queue_in_doubt"));
  AmqpOptions nosy = world().options();
  nosy.operator_ = nosy.publisher;
  EXPECT_EQ(refused(open(nosy)->dead(1)), "queue_refused");
  AmqpOptions forged = world().options();
  forged.publisher.password = Secret("guessed");
  const auto stranger = open(forged)->enqueue(job(1), kDeadline);
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().code, "queue_refused");
  EXPECT_THAT(stranger.error().message, HasSubstr("ACCESS_REFUSED"));
}

TEST_F(AmqpQueue, a_process_without_an_account_says_so) {
  AmqpOptions api = world().options();
  api.consumer = {};
  api.operator_ = {};
  const auto publishing = open(api);
  EXPECT_TRUE(publishing->enqueue(job(1), kDeadline));
  EXPECT_EQ(publishing->take(kLease, milliseconds(0)).error().code, "queue_account_missing");
  EXPECT_EQ(publishing->dead(1).error().code, "queue_account_missing");
  EXPECT_EQ(publishing->retry_dead(std::nullopt).error().code, "queue_account_missing");
  EXPECT_EQ(publishing->status().value().waiting, 1) << "every account may count";
  AmqpOptions nobody = api;
  nobody.publisher = {};
  EXPECT_EQ(open_amqp_capture_queue(nobody, world().clock()).error().code, "queue_account_missing");
}

TEST_F(AmqpQueue, a_broker_that_cannot_prove_itself_is_refused) {
  AmqpOptions foreign = world().options();
  foreign.ca = checkout() / "src/transport/tests/testing/foreign_ca.pem";
  EXPECT_EQ(open(foreign)->enqueue(job(1), kDeadline).error().code, "queue_untrusted");
  AmqpOptions elsewhere = world().options();
  elsewhere.host = "127.1";  // the same machine by a name that the certificate does not bear
  EXPECT_EQ(open(elsewhere)->enqueue(job(1), kDeadline).error().code, "queue_untrusted");
  AmqpOptions lost = world().options();
  lost.ca = "/nowhere/ca.pem";
  EXPECT_EQ(open(lost)->enqueue(job(1), kDeadline).error().code, "queue_untrusted");
}

TEST_F(AmqpQueue, a_missing_queue_is_told) {
  world().declared().drop(world().declared().name());
  const auto enqueued = queue().enqueue(job(1), kDeadline);
  ASSERT_FALSE(enqueued);
  EXPECT_EQ(enqueued.error().code, "queue_refused");
  EXPECT_TRUE(enqueued.error().retry_after);
  EXPECT_THAT(enqueued.error().message, HasSubstr("leads to no queue"));
  const auto taken = queue().take(kLease, kDeadline);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "queue_refused");
  EXPECT_THAT(taken.error().message, HasSubstr("NOT_FOUND"));
}

TEST_F(AmqpQueue, a_dead_letter_that_nobody_takes_stays_in_the_queue) {
  world().declared().drop(world().declared().name() + ".dead");
  ASSERT_TRUE(queue().enqueue(job(1), kDeadline));
  const auto leased = queue().take(kLease, kDeadline).value();
  ASSERT_TRUE(leased);
  const auto buried = queue().bury(*leased, "not a picture");
  ASSERT_FALSE(buried);
  EXPECT_EQ(buried.error().failure, Failure::unavailable);
  world().pass(kBackoffMost);
  EXPECT_TRUE(queue().take(kLease, kDeadline).value());
}

TEST_F(AmqpQueue, no_more_captures_are_here_than_are_worked_on) {
  for (int i = 1; i <= 10; ++i) ASSERT_TRUE(queue().enqueue(job(i), kDeadline));
  const auto here = open(world().options());
  const auto first = here->take(kLease, kDeadline).value();
  ASSERT_TRUE(first);
  // Another worker gets all the rest while this one is busy.
  for (int i = 2; i <= 10; ++i) {
    const auto next = queue().take(kLease, kDeadline).value();
    ASSERT_TRUE(next);
    EXPECT_EQ(next->job.capture, job(i).capture);
    EXPECT_EQ(queue().acknowledge(*next), true);
  }
  EXPECT_EQ(here->acknowledge(*first), true);
}

TEST_F(AmqpQueue, what_may_have_ended_its_worker_is_here_alone) {
  for (int i = 1; i <= 6; ++i) ASSERT_TRUE(queue().enqueue(job(i), kDeadline));
  {
    const auto dying = open(world().options());
    for (int i = 1; i <= 2; ++i) ASSERT_TRUE(dying->take(kLease, kDeadline).value());
  }
  for (int i = 1; i <= 2; ++i) {
    const auto suspect = queue().take(kLease, kDeadline).value();
    ASSERT_TRUE(suspect);
    EXPECT_EQ(suspect->job.capture, job(i).capture);
    EXPECT_EQ(suspect->attempt, 2);
    EXPECT_FALSE(queue().take(kLease, milliseconds(200)).value()) << "nothing else is at risk";
    EXPECT_EQ(queue().acknowledge(*suspect), true);
  }
  const auto fresh = queue().take(kLease, kDeadline).value();
  ASSERT_TRUE(fresh);
  EXPECT_TRUE(queue().take(kLease, kDeadline).value()) << "others come beside a new one";
}

}  // namespace
}  // namespace attendsense::transport
