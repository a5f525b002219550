// The dead, the bounds of a queue, and many who use it at once.

#include <map>
#include <mutex>
#include <thread>

#include "capture_queue_contract.hpp"

namespace attendsense::transport::testing_support {

using core::Enqueued;
using core::LeasedCapture;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_P(CaptureQueueContract, a_buried_job_is_dead_at_once) {
  enqueue(job(1));
  EXPECT_EQ(queue().bury(take(), "not a picture"), true);
  pass(kLease * 10);
  EXPECT_TRUE(nothing_to_take());
  const auto dead = this->dead(1);
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].reason, "not a picture");
  EXPECT_EQ(dead[0].attempts, 1);
}

TEST_P(CaptureQueueContract, a_job_that_is_given_back_is_unharmed_and_first_in_line) {
  enqueue(job(1));
  enqueue(job(2));
  const bool unharmed = promises().free_give_back;
  for (int i = 0; i < (unharmed ? kAttempts * 2 : kAttempts - 1); ++i) {
    const LeasedCapture leased = take();
    EXPECT_EQ(leased.job.capture, job(1).capture);
    EXPECT_EQ(leased.attempt, unharmed ? 1 : i + 1);
    EXPECT_EQ(queue().give_back(leased), true);
  }
}

TEST_P(CaptureQueueContract, dead_jobs_can_be_tried_again) {
  for (int i = 1; i <= 3; ++i) {
    enqueue(job(i));
    EXPECT_EQ(queue().bury(take(), "not a picture"), true);
  }
  EXPECT_EQ(queue().retry_dead(job(9).capture), 0);
  EXPECT_EQ(queue().retry_dead(job(2).capture), 1);
  const LeasedCapture leased = take();
  EXPECT_TRUE(same(leased.job, job(2)));
  EXPECT_EQ(leased.attempt, 1);
  EXPECT_EQ(queue().retry_dead(std::nullopt), 2);
  EXPECT_EQ(queue().retry_dead(std::nullopt), 0);
  EXPECT_EQ(take().job.capture, job(1).capture);
  EXPECT_EQ(take().job.capture, job(3).capture);
  static_cast<void>(status(0, 3, 0));
}

TEST_P(CaptureQueueContract, lists_as_many_dead_as_asked_for) {
  for (int i = 1; i <= 3; ++i) {
    enqueue(job(i));
    EXPECT_EQ(queue().bury(take(), "not a picture"), true);
  }
  EXPECT_EQ(queue().dead(2).value().size(), 2U);
  EXPECT_EQ(queue().dead(0).value().size(), 0U);
  EXPECT_EQ(queue().dead(100).value().size(), 3U);
}

TEST_P(CaptureQueueContract, tells_how_it_stands) {
  for (int i = 1; i <= 5; ++i) enqueue(job(i));
  EXPECT_EQ(queue().bury(take(), "not a picture"), true);
  static_cast<void>(take());
  EXPECT_EQ(queue().release(take(), "no gallery yet"), true);
  const auto now = status(3, 1, 1);
  if (promises().knows_oldest) {
    EXPECT_EQ(now.oldest_waiting, job(3).accepted_at);
  }
}

TEST_P(CaptureQueueContract, refuses_jobs_beyond_its_bound_and_takes_them_again_when_there_is_room) {
  int accepted = 0;
  Result<Enqueued> last = Enqueued::added;
  while (last && accepted < kRoom * 2) {
    last = queue().enqueue(job(accepted), kDeadline);
    if (last) ++accepted;
  }
  ASSERT_FALSE(last);
  EXPECT_EQ(last.error().code, "queue_full");
  EXPECT_EQ(last.error().failure, Failure::unavailable);
  EXPECT_GE(accepted, kRoom);
  EXPECT_LE(accepted, kRoom + (promises().exact_room ? 0 : 10));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(queue().acknowledge(take()), true);
  const auto until = std::chrono::steady_clock::now() + kSoon;
  do {
    last = queue().enqueue(job(accepted), kDeadline);
  } while (!last && std::chrono::steady_clock::now() < until);
  EXPECT_TRUE(last) << last.error().text();
}

TEST_P(CaptureQueueContract, takes_no_more_than_there_is_room_for) {
  if (!promises().exact_room) GTEST_SKIP() << "the bound is the broker's, who counts later and not what is leased";
  for (int i = 0; i < kRoom; ++i) enqueue(job(i));
  const auto refused = queue().enqueue(job(kRoom), kDeadline);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "queue_full");
  EXPECT_EQ(refused.error().failure, Failure::unavailable);
  EXPECT_EQ(queue().enqueue(job(0), kDeadline).value(), Enqueued::known) << "what is in needs no room";
  const LeasedCapture leased = take();
  EXPECT_FALSE(queue().enqueue(job(kRoom), kDeadline)) << "a leased job still takes room";
  EXPECT_EQ(queue().acknowledge(leased), true);
  enqueue(job(kRoom));
  EXPECT_FALSE(queue().enqueue(job(kRoom + 1), kDeadline));
  EXPECT_EQ(queue().bury(take(), "not a picture"), true);
  enqueue(job(kRoom + 1));
}

TEST_P(CaptureQueueContract, everything_is_there_after_a_restart) {
  for (int i = 1; i <= 4; ++i) enqueue(job(i));
  EXPECT_EQ(queue().bury(take(), "not a picture"), true);
  static_cast<void>(take());
  reopen();
  if (promises().keeps_leases) {
    static_cast<void>(status(2, 1, 1));
    EXPECT_TRUE(same(take().job, job(3)));
    pass(kLease * 2);
  } else {
    static_cast<void>(status(3, 0, 1));
  }
  EXPECT_TRUE(same(take().job, job(2)));
}

TEST_P(CaptureQueueContract, a_waiting_worker_is_woken_by_a_job) {
  std::optional<LeasedCapture> got;
  std::jthread worker([&] { got = queue().take(kLease, seconds(60)).value(); });
  enqueue(job(1));
  const auto start = std::chrono::steady_clock::now();
  worker.join();
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(20));
  ASSERT_TRUE(got);
  EXPECT_TRUE(same(got->job, job(1)));
}

TEST_P(CaptureQueueContract, a_wait_ends_when_its_time_is_over) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(queue().take(kLease, milliseconds(50)).value());
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(50));
}

TEST_P(CaptureQueueContract, several_threads_share_the_work_and_nothing_is_done_twice) {
  constexpr int kProducers = 3;
  constexpr int kEach = 40;
  std::mutex mutex;
  std::map<core::CaptureId, int> done;
  {
    std::vector<std::jthread> threads;
    for (int p = 0; p < kProducers; ++p) {
      threads.emplace_back([this, p] {
        for (int i = 0; i < kEach; ++i) EXPECT_TRUE(queue().enqueue(job(p * kEach + i), kDeadline));
      });
    }
    for (int w = 0; w < 3; ++w) {
      threads.emplace_back([&] {
        const auto until = std::chrono::steady_clock::now() + seconds(60);
        while (std::chrono::steady_clock::now() < until) {
          const auto leased = queue().take(kLease, milliseconds(20)).value();
          const std::scoped_lock lock(mutex);
          if (leased && queue().acknowledge(*leased).value()) ++done[leased->job.capture];
          if (done.size() == kProducers * kEach) return;
        }
      });
    }
  }
  EXPECT_EQ(done.size(), static_cast<std::size_t>(kProducers * kEach));
  for (const auto& [capture, times] : done) EXPECT_EQ(times, 1) << capture.to_string();
}

}  // namespace attendsense::transport::testing_support
