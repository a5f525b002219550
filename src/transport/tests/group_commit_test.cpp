#include "group_commit.hpp"

#include <gtest/gtest.h>

#include <future>
#include <latch>

namespace attendsense::transport {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

// Counts what happens; fails and waits where it is told to.
class FakeTransaction final : public Transaction {
 public:
  void begin() override {
    if (gate != nullptr) gate->wait();
    if (begin_fails) throw std::runtime_error("away");
    ++begun;
  }

  void commit() override {
    if (commit_gate != nullptr) commit_gate->wait();
    ++committed;
  }

  void roll_back() noexcept override { ++rolled_back; }

  Error translate(const std::exception& exception) override {
    return fail(Failure::unavailable, "failed", exception.what()).error();
  }

  std::latch* gate = nullptr;
  std::latch* commit_gate = nullptr;
  bool begin_fails = false;
  int begun = 0;
  int committed = 0;
  int rolled_back = 0;
};

steady_clock::time_point soon() {
  return steady_clock::now() + seconds(30);
}

TEST(GroupCommit, hands_over_a_result_after_the_commit) {
  FakeTransaction transaction;
  {
    GroupCommit commits(transaction);
    EXPECT_EQ(commits.run<int>(soon(), [] { return Result<int>(7); }).value(), 7);
  }
  EXPECT_EQ(transaction.committed, 1);
}

TEST(GroupCommit, all_that_waits_shares_one_commit) {
  FakeTransaction transaction;
  std::latch gate(1);
  transaction.gate = &gate;
  std::vector<std::future<Result<int>>> results;
  std::latch asked(8);
  {
    GroupCommit commits(transaction);
    for (int i = 0; i < 8; ++i) {
      results.push_back(std::async(std::launch::async, [&, i] {
        asked.count_down();
        return commits.run<int>(soon(), [i] { return Result<int>(i); });
      }));
    }
    asked.wait();
    gate.count_down();
    for (int i = 0; i < 8; ++i) EXPECT_EQ(results[static_cast<std::size_t>(i)].get().value(), i);
  }
  EXPECT_LE(transaction.committed, 4) << "most of eight that asked at once went together";
}

TEST(GroupCommit, a_part_that_fails_does_not_take_others_with_it) {
  FakeTransaction transaction;
  std::latch gate(1);
  transaction.gate = &gate;
  {
    GroupCommit commits(transaction);
    auto bad = std::async(std::launch::async, [&] {
      return commits.run<int>(soon(), []() -> Result<int> { throw std::runtime_error("broken"); });
    });
    auto good = std::async(std::launch::async, [&] { return commits.run<int>(soon(), [] { return Result<int>(1); }); });
    gate.count_down();
    EXPECT_EQ(bad.get().error().message, "broken");
    EXPECT_EQ(good.get().value(), 1);
  }
  EXPECT_GE(transaction.rolled_back, 1);
}

TEST(GroupCommit, an_error_as_a_result_is_no_failure_of_the_batch) {
  FakeTransaction transaction;
  {
    GroupCommit commits(transaction);
    const auto full =
        commits.run<int>(soon(), []() -> Result<int> { return fail(Failure::unavailable, "queue_full", ""); });
    EXPECT_EQ(full.error().code, "queue_full");
  }
  EXPECT_EQ(transaction.committed, 1);
  EXPECT_EQ(transaction.rolled_back, 0);
}

TEST(GroupCommit, a_database_that_is_away_is_reported_to_all) {
  FakeTransaction transaction;
  transaction.begin_fails = true;
  GroupCommit commits(transaction);
  bool worked = false;
  const auto away = commits.run<int>(soon(), [&] {
    worked = true;
    return Result<int>(1);
  });
  EXPECT_EQ(away.error().message, "away");
  EXPECT_FALSE(worked);
}

TEST(GroupCommit, work_whose_deadline_passed_before_it_was_begun_is_never_done) {
  FakeTransaction transaction;
  std::latch gate(1);
  transaction.gate = &gate;
  std::atomic<bool> worked = false;
  {
    GroupCommit commits(transaction);
    const auto late = commits.run<int>(steady_clock::now() + milliseconds(20), [&] {
      worked = true;
      return Result<int>(1);
    });
    EXPECT_EQ(late.error().code, "queue_away");
    gate.count_down();
  }
  EXPECT_FALSE(worked);
}

TEST(GroupCommit, work_whose_commit_is_late_is_in_doubt) {
  FakeTransaction transaction;
  std::latch gate(1);
  transaction.commit_gate = &gate;
  GroupCommit commits(transaction);
  std::promise<void> begun;
  const auto late = commits.run<int>(steady_clock::now() + milliseconds(200), [] { return Result<int>(1); });
  EXPECT_EQ(late.error().failure, Failure::in_doubt);
  gate.count_down();
}

}  // namespace
}  // namespace attendsense::transport
