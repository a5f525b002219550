#include "attendsense/service/worker.hpp"

#include <gmock/gmock.h>

#include <condition_variable>

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using namespace std::chrono_literals;

// The real queue, with a bell that rings whenever a capture is settled.
class WatchedQueue final : public core::CaptureQueue {
 public:
  explicit WatchedQueue(core::CaptureQueue& inner) : inner_(inner) {}

  Result<core::Enqueued> enqueue(const core::CaptureJob& job, std::chrono::milliseconds deadline) override {
    return inner_.enqueue(job, deadline);
  }

  Result<std::optional<core::LeasedCapture>> take(std::chrono::milliseconds lease,
                                                  std::chrono::milliseconds wait) override {
    if (away) return fail(Failure::unavailable, "queue_away", "The queue is away");
    return inner_.take(lease, wait);
  }

  Result<bool> keep(const core::LeasedCapture& leased, std::chrono::milliseconds lease) override {
    return inner_.keep(leased, lease);
  }

  Result<bool> acknowledge(const core::LeasedCapture& leased) override {
    return settled(inner_.acknowledge(leased), "acknowledged");
  }

  Result<bool> release(const core::LeasedCapture& leased, const std::string& reason) override {
    return settled(inner_.release(leased, reason), "released: " + reason);
  }

  Result<bool> bury(const core::LeasedCapture& leased, const std::string& reason) override {
    return settled(inner_.bury(leased, reason), "buried: " + reason);
  }

  Result<bool> give_back(const core::LeasedCapture& leased) override {
    return settled(inner_.give_back(leased), "given back");
  }

  Result<core::QueueStatus> status() override { return inner_.status(); }

  Result<std::vector<core::DeadCapture>> dead(int limit) override { return inner_.dead(limit); }

  Result<std::int64_t> retry_dead(std::optional<core::CaptureId> capture) override {
    return inner_.retry_dead(capture);
  }

  // What happened to the first `count` captures that were settled.
  std::vector<std::string> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(bell_.wait_for(lock, 60s, [&] { return fates_.size() >= count; }));
    return fates_;
  }

  std::atomic<bool> away{false};

 private:
  Result<bool> settled(Result<bool> result, std::string fate) {
    const std::scoped_lock lock(mutex_);
    fates_.push_back(std::move(fate));
    bell_.notify_all();
    return result;
  }

  core::CaptureQueue& inner_;
  std::mutex mutex_;
  std::condition_variable bell_;
  std::vector<std::string> fates_;
};

struct WorkerTest : ::testing::Test {
  Office office;
  WatchedQueue queue{*office.queue};
  Ports ports{*office.store,         queue,         office.analyzer, office.gallery, office.throttle,
              office.events_written, office.metrics};
  create_station::Output door = office.open_door(core::CameraDirection::in);

  void enqueue(const core::CaptureJob& job) { expect_value(queue.enqueue(job, 5s)); }

  std::string metric() const { return office.metrics.text(); }
};

TEST_F(WorkerTest, processes_and_acknowledges) {
  enqueue(office.capture(door, {{.direction = person(0)}}));
  {
    Worker worker(ports, office.clock, {.threads = 1, .wait = 20ms});
    EXPECT_EQ(queue.wait_for(1).at(0), "acknowledged");
  }
  EXPECT_EQ(office.punches().size(), 1U);
  EXPECT_EQ(expect_value(queue.status()).waiting, 0);
  EXPECT_THAT(metric(), ::testing::HasSubstr("attendsense_captures_total{fate=\"processed\"} 1"));
  EXPECT_THAT(metric(), ::testing::HasSubstr("attendsense_faces_total{outcome=\"booked\"} 1"));
}

TEST_F(WorkerTest, buries_what_is_hopeless_and_goes_on) {
  enqueue(office.capture(door, to_bytes("no picture")));
  office.clock.advance(1s);
  enqueue(office.capture(door, {{.direction = person(0)}}));
  {
    Worker worker(ports, office.clock, {.threads = 1, .wait = 20ms});
    queue.wait_for(2);
  }
  const auto dead = expect_value(queue.dead(10));
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].attempts, 1);
  EXPECT_THAT(dead[0].reason, ::testing::StartsWith("picture_"));
  EXPECT_EQ(office.punches().size(), 1U);
}

const Error kAway{Failure::unavailable, "store_away", "The database is away", ""};
const Error kDamaged{Failure::corrupt, "store_corrupt", "The database is damaged", ""};

// A store that fails as often as the test says.
class ShakyStore final : public core::Store {
 public:
  ShakyStore(core::Store& inner, int failures, Error error)
      : failures_(failures), error_(std::move(error)), inner_(inner) {}

  Result<void> write(const Work& work) override {
    if (failures_-- > 0) return fail(error_);
    return inner_.write(work);
  }

  // Returns once it has failed so often.
  void wait_for_failures(int left) const {
    while (failures_ > left) std::this_thread::sleep_for(1ms);
  }

  Result<void> read(const Work& work) override { return inner_.read(work); }

  std::unique_ptr<core::Watch> watch_templates(std::function<void()> changed) override {
    return inner_.watch_templates(std::move(changed));
  }

  Result<std::unique_ptr<core::Leadership>> try_lead(const std::string& role) override { return inner_.try_lead(role); }

 private:
  std::atomic<int> failures_;
  const Error error_;
  core::Store& inner_;
};

struct ShakyWorkerTest : WorkerTest {
  Ports ports_with(ShakyStore& store) {
    return {store, queue, office.analyzer, office.gallery, office.throttle, office.events_written, office.metrics};
  }
};

TEST_F(ShakyWorkerTest, an_outage_of_the_store_costs_no_try_however_long) {
  ShakyStore store(*office.store, 7, kAway);
  enqueue(office.capture(door, {{.direction = person(0)}}));
  {
    Worker worker(ports_with(store), office.clock, {.threads = 1, .wait = 20ms});
    EXPECT_THAT(queue.wait_for(1), ::testing::ElementsAre("acknowledged"));
  }
  EXPECT_EQ(office.punches().size(), 1U);
  EXPECT_THAT(metric(), ::testing::HasSubstr("attendsense_captures_total{fate=\"held\"} 1"));
}

TEST_F(ShakyWorkerTest, a_commit_in_doubt_costs_no_try) {
  ShakyStore store(*office.store, 1, {Failure::in_doubt, "commit_in_doubt", "The answer was lost", ""});
  enqueue(office.capture(door, {{.direction = person(0)}}));
  {
    Worker worker(ports_with(store), office.clock, {.threads = 1, .wait = 20ms});
    EXPECT_THAT(queue.wait_for(1), ::testing::ElementsAre("acknowledged"));
  }
  EXPECT_EQ(office.punches().size(), 1U);
}

TEST_F(ShakyWorkerTest, its_lease_is_prolonged_through_an_outage) {
  ShakyStore store(*office.store, 3, kAway);
  enqueue(office.capture(door, {{.direction = person(0)}}));
  {
    Worker worker(ports_with(store), office.clock, {.threads = 1, .lease = 60s, .wait = 20ms});
    for (int left = 2; left >= 1; --left) {
      store.wait_for_failures(left);
      office.clock.advance(40s);
    }
    EXPECT_FALSE(expect_value(queue.take(60s, 0ms)).has_value()) << "after 80 s it is still the first worker's";
    EXPECT_THAT(queue.wait_for(1), ::testing::ElementsAre("acknowledged"));
  }
  EXPECT_EQ(office.punches().size(), 1U);
}

TEST_F(ShakyWorkerTest, stopping_in_an_outage_gives_back) {
  ShakyStore store(*office.store, 1'000'000, kAway);
  enqueue(office.capture(door, {{.direction = person(0)}}));
  {
    Worker worker(ports_with(store), office.clock, {.threads = 1, .wait = 20ms});
    store.wait_for_failures(1'000'000 - 2);
  }
  EXPECT_THAT(queue.wait_for(1), ::testing::ElementsAre("given back"));
  EXPECT_EQ(expect_value(queue.take(60s, 0ms)).value().attempt, 1);
}

TEST_F(ShakyWorkerTest, a_capture_that_fails_every_time_dies_after_five_tries) {
  ShakyStore store(*office.store, 5, kDamaged);
  const Ports shaky = ports_with(store);
  const core::CaptureJob poison = office.capture(door, {{.direction = person(0)}});
  enqueue(poison);
  {
    Worker worker(shaky, office.clock, {.threads = 1, .wait = 20ms});
    queue.wait_for(5);
    office.clock.advance(1s);
    enqueue(office.capture(door, {{.direction = person(0)}}));
    queue.wait_for(6);
  }
  const auto dead = expect_value(queue.dead(10));
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].capture, poison.capture);
  EXPECT_EQ(dead[0].attempts, 5);
  EXPECT_EQ(office.punches().size(), 1U) << "it blocks nobody";
}

TEST_F(WorkerTest, several_threads_share_the_work) {
  for (int i = 0; i < 30; ++i) {
    office.clock.advance(std::chrono::minutes{10});
    enqueue(office.capture(door, {{.direction = person(0)}}));
  }
  {
    Worker worker(ports, office.clock, {.threads = 3, .wait = 20ms});
    queue.wait_for(30);
  }
  EXPECT_EQ(office.sightings().size(), 30U);
  EXPECT_EQ(office.punches().size(), 30U);
}

TEST_F(WorkerTest, comes_back_when_the_queue_does) {
  queue.away = true;
  enqueue(office.capture(door, {{.direction = person(0)}}));
  Worker worker(ports, office.clock, {.threads = 1, .wait = 20ms});
  queue.away = false;
  EXPECT_EQ(queue.wait_for(1).at(0), "acknowledged");
}

TEST_F(WorkerTest, stopping_leaves_nothing_leased) {
  for (int i = 0; i < 20; ++i) {
    office.clock.advance(1s);
    enqueue(office.capture(door, {{.direction = person(0)}}));
  }
  Worker worker(ports, office.clock, {.threads = 2, .wait = 20ms});
  queue.wait_for(2);
  worker.stop();
  worker.stop();
  const core::QueueStatus status = expect_value(queue.status());
  EXPECT_EQ(status.leased, 0);
  EXPECT_EQ(status.dead, 0);
  EXPECT_EQ(status.waiting + static_cast<std::int64_t>(office.sightings().size()), 20);
}

}  // namespace
}  // namespace attendsense::service::testing
