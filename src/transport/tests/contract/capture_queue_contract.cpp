// What is taken, settled and tried again.

#include "capture_queue_contract.hpp"

namespace attendsense::transport::testing_support {

using core::Enqueued;
using core::LeasedCapture;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

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

TEST_P(CaptureQueueContract, a_lease_that_is_kept_ends_later_and_costs_no_attempt) {
  enqueue(job(1));
  const LeasedCapture leased = take();
  for (int i = 0; i < 3; ++i) {
    pass(kLease - milliseconds(1000));
    EXPECT_EQ(queue().keep(leased, kLease), true);
  }
  EXPECT_TRUE(nothing_to_take());
  pass(kLease + milliseconds(1));
  EXPECT_EQ(take().attempt, 2) << "once it is kept no longer";
  EXPECT_EQ(queue().keep(leased, kLease), false);
}

TEST_P(CaptureQueueContract, a_suspect_that_is_kept_stays_alone) {
  enqueue(job(1));
  static_cast<void>(take());
  pass(kLease * 2);
  const LeasedCapture suspect = take();
  enqueue(job(2));
  pass(kLease - milliseconds(1000));
  EXPECT_EQ(queue().keep(suspect, kLease), true);
  pass(kLease - milliseconds(1000));
  EXPECT_TRUE(nothing_to_take());
  EXPECT_EQ(queue().acknowledge(suspect), true);
  EXPECT_EQ(take().job.capture, job(2).capture);
}

TEST_P(CaptureQueueContract, a_stale_receipt_does_nothing) {
  enqueue(job(1));
  const LeasedCapture stale = take();
  pass(kLease * 2);
  const LeasedCapture current = take();
  EXPECT_NE(stale.receipt, current.receipt);
  EXPECT_EQ(queue().keep(stale, kLease), false);
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
}  // namespace attendsense::transport::testing_support
