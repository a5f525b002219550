// What a kill -9 leaves behind, and several processes at the same file.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "sqlite_queue_fixture.hpp"
#include "testing/hammer.hpp"

namespace attendsense::transport {
namespace {

using std::chrono::milliseconds;
using testing_support::contract_options;
using testing_support::Hammer;

struct Told {
  std::set<std::string> enqueued;
  std::multiset<std::string> acknowledged;

  void note(const std::string& line) {
    if (line.starts_with("E ")) enqueued.insert(line.substr(2));
    if (line.starts_with("A ")) acknowledged.insert(line.substr(2));
  }
};

// Everything that is in the queue, each with how often it was there; leases of dead processes have run out.
std::map<std::string, int> drain(const std::filesystem::path& path) {
  const ManualClock later(SystemClock{}.now() + std::chrono::hours(24));
  const auto queue = open_sqlite_capture_queue(path, contract_options(), later).value();
  std::map<std::string, int> found;
  while (const auto leased = queue->take(milliseconds(60'000), milliseconds(0)).value()) {
    EXPECT_EQ(leased->job.body.size(), 20'000U);
    ++found[leased->job.capture.to_string()];
    EXPECT_EQ(queue->acknowledge(*leased), true);
  }
  EXPECT_EQ(queue->status().value().leased, 0);
  EXPECT_EQ(queue->status().value().dead, 0);
  return found;
}

TEST(QueueCrash, nothing_that_was_accepted_is_lost_or_doubled_by_kill_9) {
  std::mt19937 random(20260329);
  const TemporaryFolder folder;
  for (int round = 0; round < 10; ++round) {
    const auto path = folder.path() / ("queue" + std::to_string(round) + ".db");
    Told told;
    // Killed and started again twice in each round, in the middle of whatever it does.
    for (int start = 0; start < 2; ++start) {
      Hammer hammer(path, 1 + start * 100'000, round % 2 == 0 ? "both" : "enqueue");
      const std::size_t lines = 5 + random() % 60;
      for (std::size_t i = 0; i < lines; ++i) told.note(hammer.line());
      hammer.kill();
      for (std::string line = hammer.line(); !line.empty(); line = hammer.line()) told.note(line);
    }
    ASSERT_FALSE(told.enqueued.empty());
    const auto left = drain(path);
    for (const auto& [capture, times] : left) EXPECT_EQ(times, 1) << capture;
    for (const std::string& capture : told.acknowledged) {
      EXPECT_EQ(told.acknowledged.count(capture), 1U) << capture;
      EXPECT_FALSE(left.contains(capture)) << "came back: " << capture;
    }
    // An acknowledgement may have been committed without having been told: at most one a thread and start.
    std::size_t missing = 0;
    for (const std::string& capture : told.enqueued)
      missing += !left.contains(capture) && !told.acknowledged.contains(capture);
    EXPECT_LE(missing, round % 2 == 0 ? 4U : 0U) << "round " << round;
  }
}

TEST(QueueCrash, several_processes_share_the_work_and_nothing_is_done_twice) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "queue.db";
  const SystemClock clock;
  const auto queue = open_sqlite_capture_queue(path, contract_options(), clock).value();
  constexpr int kJobs = 100;
  Hammer one(path, 1, "work");
  Hammer two(path, 1, "work");
  for (int i = 0; i < kJobs; ++i) ASSERT_TRUE(queue->enqueue(testing_support::job(i, 20'000), milliseconds(10'000)));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  auto status = queue->status().value();
  while (status.waiting + status.leased > 0 && std::chrono::steady_clock::now() < deadline) {
    // Waits on the queue itself: this process takes part in the work, and gives back what it got.
    const auto leased = queue->take(milliseconds(60'000), milliseconds(20)).value();
    if (leased) {
      EXPECT_EQ(queue->give_back(*leased), true);
    }
    status = queue->status().value();
  }
  EXPECT_EQ(status.waiting + status.leased, 0);
  one.kill();
  two.kill();
  Told told;
  for (Hammer* hammer : {&one, &two}) {
    for (std::string line = hammer->line(); !line.empty(); line = hammer->line()) told.note(line);
  }
  const std::set<std::string> different(told.acknowledged.begin(), told.acknowledged.end());
  EXPECT_EQ(told.acknowledged.size(), different.size()) << "something was done twice";
  EXPECT_GE(different.size(), kJobs - 4U) << "the kill may have come between an acknowledgement and its report";
}

}  // namespace
}  // namespace attendsense::transport
