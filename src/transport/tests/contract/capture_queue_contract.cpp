#include "capture_queue_contract.hpp"

#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace attendsense::transport::testing_support {

using core::Enqueued;
using core::LeasedCapture;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr milliseconds kLease{30'000};
constexpr milliseconds kDeadline{10'000};
constexpr milliseconds kSoon{10'000};     // of a queue that is not prompt
constexpr milliseconds kLongEnough{150};  // for something that should not come to have come

template <class Id>
Id id(int kind, int number) {
  Id made;
  made.uuid.bytes[0] = static_cast<std::uint8_t>(kind);
  made.uuid.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  made.uuid.bytes[15] = static_cast<std::uint8_t>(number);
  return made;
}

}  // namespace

core::CaptureJob job(int number, std::size_t body_size) {
  const Instant start = parse_rfc3339("2026-03-29T00:59:59.999999Z").value();
  const auto step = static_cast<float>(number);
  Bytes body(body_size);
  for (std::size_t i = 0; i < body.size(); ++i)
    body[i] = static_cast<std::uint8_t>(i * 31 + static_cast<unsigned>(number));
  return {.capture = id<core::CaptureId>(1, number),
          .company = id<core::CompanyId>(2, number),
          .station = id<core::StationId>(3, number),
          .camera = id<core::CameraId>(4, number),
          .passage = id<core::PassageId>(5, number),
          .captured_at = start + std::chrono::microseconds(number),
          .accepted_at = start + seconds(number),
          .face = core::FaceHint{step - 1.5F, step + 0.1F, 64.25F + step, 80.125F + step},
          .clock_offset = std::chrono::microseconds(1'500'000 - 1'000'001 * std::int64_t{number}),
          .sealed = number % 2 == 0,
          .body = std::move(body)};
}

bool same(const core::CaptureJob& a, const core::CaptureJob& b) {
  return a.capture == b.capture && a.company == b.company && a.station == b.station && a.camera == b.camera &&
         a.passage == b.passage && a.captured_at == b.captured_at && a.accepted_at == b.accepted_at &&
         a.face == b.face && a.clock_offset == b.clock_offset && a.sealed == b.sealed && a.body == b.body;
}

void CaptureQueueContract::enqueue(const core::CaptureJob& job) {
  const auto done = queue().enqueue(job, kDeadline);
  ASSERT_TRUE(done) << done.error().text();
  ASSERT_EQ(*done, Enqueued::added);
}

void CaptureQueueContract::SetUp() {
  under_test_ = GetParam()();
  if (!under_test_) GTEST_SKIP() << "its servers are not started; scripts/stack/servers.py starts them, as ctest does";
}

LeasedCapture CaptureQueueContract::take() {
  const auto taken = queue().take(kLease, promises().prompt ? milliseconds(0) : kSoon);
  if (!taken || !*taken) {
    ADD_FAILURE() << (taken ? "nothing to take" : taken.error().text());
    return {};
  }
  return **taken;
}

bool CaptureQueueContract::nothing_to_take() {
  const auto taken = queue().take(kLease, promises().prompt ? milliseconds(0) : kLongEnough);
  EXPECT_TRUE(taken) << taken.error().text();
  return taken && !taken->has_value();
}

std::vector<core::DeadCapture> CaptureQueueContract::dead(std::size_t expected) {
  const auto until = std::chrono::steady_clock::now() + kSoon;
  while (true) {
    auto list = queue().dead(static_cast<int>(expected) + 1).value();
    if (list.size() >= expected || promises().prompt || std::chrono::steady_clock::now() > until) return list;
  }
}

core::QueueStatus CaptureQueueContract::status(std::int64_t waiting, std::int64_t leased, std::int64_t dead) {
  const auto until = std::chrono::steady_clock::now() + kSoon;
  while (true) {
    const auto now = queue().status().value();
    const bool as_expected = now.waiting == waiting && now.leased == leased && now.dead == dead;
    if (as_expected) return now;
    if (promises().prompt || std::chrono::steady_clock::now() > until) {
      ADD_FAILURE() << now.waiting << " wait, " << now.leased << " are leased, " << now.dead << " dead";
      return now;
    }
  }
}

TEST_P(CaptureQueueContract, gives_a_job_as_it_was) {
  enqueue(job(1));
  enqueue(job(2, 0));
  enqueue(job(3, std::size_t{8} << 20U));
  for (const auto& expected : {job(1), job(2, 0), job(3, std::size_t{8} << 20U)}) {
    const LeasedCapture leased = take();
    EXPECT_TRUE(same(leased.job, expected));
    EXPECT_EQ(leased.attempt, 1);
  }
}

TEST_P(CaptureQueueContract, what_the_station_did_not_say_stays_unsaid) {
  core::CaptureJob faceless = job(1);
  faceless.face.reset();
  core::CaptureJob unmeasured = job(2);
  unmeasured.clock_offset.reset();
  core::CaptureJob on_time = job(3);
  on_time.clock_offset = std::chrono::microseconds{0};
  on_time.face = core::FaceHint{0, 0, 1, 1};
  for (const core::CaptureJob& each : {faceless, unmeasured, on_time}) enqueue(each);
  reopen();
  for (const core::CaptureJob& each : {faceless, unmeasured, on_time}) EXPECT_TRUE(same(take().job, each));
}

TEST_P(CaptureQueueContract, keeps_the_order_of_acceptance) {
  for (int i = 0; i < 50; ++i) enqueue(job(i));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(take().job.capture, job(i).capture);
}

TEST_P(CaptureQueueContract, has_nothing_at_first) {
  EXPECT_TRUE(nothing_to_take());
  EXPECT_FALSE(status(0, 0, 0).oldest_waiting);
  EXPECT_TRUE(queue().dead(10).value().empty());
}

TEST_P(CaptureQueueContract, a_leased_job_is_nobody_elses) {
  enqueue(job(1));
  static_cast<void>(take());
  EXPECT_TRUE(nothing_to_take());
}

TEST_P(CaptureQueueContract, an_acknowledged_job_is_gone_for_good) {
  enqueue(job(1));
  EXPECT_EQ(queue().acknowledge(take()), true);
  pass(kLease * 2);
  EXPECT_TRUE(nothing_to_take());
  reopen();
  EXPECT_TRUE(nothing_to_take());
}

TEST_P(CaptureQueueContract, a_repeated_capture_is_known_at_every_stage) {
  if (!promises().remembers) GTEST_SKIP() << "whether a capture is known is for the store to say";
  const auto again = [this] { return queue().enqueue(job(1, 7), kDeadline).value(); };
  enqueue(job(1));
  EXPECT_EQ(again(), Enqueued::known);
  const LeasedCapture first = take();
  EXPECT_EQ(again(), Enqueued::known);
  EXPECT_EQ(queue().bury(first, "no picture"), true);
  EXPECT_EQ(again(), Enqueued::known);
  EXPECT_EQ(queue().retry_dead(std::nullopt), 1);
  const LeasedCapture second = take();
  EXPECT_TRUE(same(second.job, job(1))) << "the first one counts";
  EXPECT_EQ(queue().acknowledge(second), true);
  EXPECT_EQ(again(), Enqueued::known);
  reopen();
  EXPECT_EQ(again(), Enqueued::known);
  EXPECT_TRUE(nothing_to_take());
}

TEST_P(CaptureQueueContract, a_lease_that_runs_out_makes_the_job_available_again) {
  enqueue(job(1));
  static_cast<void>(take());
  pass(kLease - milliseconds(1000));
  EXPECT_TRUE(nothing_to_take());
  pass(milliseconds(1001));
  const LeasedCapture again = take();
  EXPECT_EQ(again.attempt, 2);
  EXPECT_TRUE(same(again.job, job(1)));
}

TEST_P(CaptureQueueContract, a_stale_receipt_does_nothing) {
  enqueue(job(1));
  const LeasedCapture stale = take();
  pass(kLease * 2);
  const LeasedCapture current = take();
  EXPECT_NE(stale.receipt, current.receipt);
  EXPECT_EQ(queue().acknowledge(stale), false);
  EXPECT_EQ(queue().release(stale, "late"), false);
  EXPECT_EQ(queue().bury(stale, "late"), false);
  EXPECT_EQ(queue().give_back(stale), false);
  EXPECT_TRUE(nothing_to_take());
  EXPECT_EQ(queue().acknowledge(current), true);
  EXPECT_EQ(queue().acknowledge(current), false) << "a second time";
  EXPECT_EQ(queue().status().value().dead, 0);
}

TEST_P(CaptureQueueContract, a_receipt_ends_with_its_lease) {
  enqueue(job(1));
  const LeasedCapture leased = take();
  EXPECT_EQ(queue().give_back(leased), true);
  EXPECT_EQ(queue().acknowledge(leased), false);
  EXPECT_EQ(queue().give_back(leased), false);
  EXPECT_EQ(take().attempt, promises().free_give_back ? 1 : 2);
}

TEST_P(CaptureQueueContract, a_released_job_comes_back_after_a_pause) {
  enqueue(job(1));
  EXPECT_EQ(queue().release(take(), "no gallery yet"), true);
  EXPECT_TRUE(nothing_to_take());
  pass(kBackoffMost);
  EXPECT_EQ(take().attempt, 2);
}

TEST_P(CaptureQueueContract, a_failing_job_blocks_nobody) {
  enqueue(job(1));
  enqueue(job(2));
  EXPECT_EQ(queue().release(take(), "no gallery yet"), true);
  EXPECT_EQ(take().job.capture, job(2).capture);
}

TEST_P(CaptureQueueContract, a_job_that_always_fails_dies_after_the_last_attempt) {
  enqueue(job(1));
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    const LeasedCapture leased = take();
    EXPECT_EQ(leased.job.capture, job(1).capture);
    EXPECT_EQ(leased.attempt, attempt);
    EXPECT_EQ(queue().release(leased, "attempt " + std::to_string(attempt) + "\nfailed"), true);
    pass(kBackoffMost);
  }
  EXPECT_TRUE(nothing_to_take());
  const auto dead = this->dead(1);
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].capture, job(1).capture);
  EXPECT_EQ(dead[0].station, job(1).station);
  EXPECT_EQ(dead[0].accepted_at, job(1).accepted_at);
  EXPECT_EQ(dead[0].attempts, kAttempts);
  EXPECT_EQ(dead[0].reason, "attempt 5 failed");
}

TEST_P(CaptureQueueContract, a_job_that_kills_its_workers_dies_as_well) {
  enqueue(job(1));
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    EXPECT_EQ(take().attempt, attempt);
    reopen();
    pass(kLease * 2);
  }
  EXPECT_TRUE(nothing_to_take());
  const auto dead = this->dead(1);
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].attempts, kAttempts);
  EXPECT_FALSE(dead[0].reason.empty());
}

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
