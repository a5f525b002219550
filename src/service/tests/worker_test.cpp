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

// A store that is away as often as the test says.
class ShakyStore final : public core::Store {
 public:
  ShakyStore(core::Store& inner, int failures) : failures_(failures), inner_(inner) {}

  Result<void> write(const Work& work) override {
    if (failures_-- > 0) return fail(Failure::unavailable, "store_away", "The database is away");
    return inner_.write(work);
  }

  Result<void> read(const Work& work) override { return inner_.read(work); }

  std::unique_ptr<core::Watch> watch_templates(std::function<void()> changed) override {
    return inner_.watch_templates(std::move(changed));
  }

  Result<std::unique_ptr<core::Leadership>> try_lead(const std::string& role) override { return inner_.try_lead(role); }

 private:
  std::atomic<int> failures_;
  core::Store& inner_;
};

TEST_F(WorkerTest, a_passing_failure_costs_a_try_and_nothing_else) {
  ShakyStore store(*office.store, 2);
  const Ports shaky{store,         queue, office.analyzer, office.gallery, office.throttle, office.events_written,
                    office.metrics};
  enqueue(office.capture(door, {{.direction = person(0)}}));
  {
    Worker worker(shaky, office.clock, {.threads = 1, .wait = 20ms});
    EXPECT_THAT(queue.wait_for(3),
                ::testing::ElementsAre("released: store_away: The database is away",
                                       "released: store_away: The database is away", "acknowledged"));
  }
  EXPECT_EQ(office.punches().size(), 1U);
}

TEST_F(WorkerTest, a_capture_that_fails_every_time_dies_after_five_tries) {
  ShakyStore store(*office.store, 5);
  const Ports shaky{store,         queue, office.analyzer, office.gallery, office.throttle, office.events_written,
                    office.metrics};
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
