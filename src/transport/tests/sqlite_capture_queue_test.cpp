#include "attendsense/transport/sqlite_capture_queue.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <future>
#include <thread>

#include "sqlite_queue_fixture.hpp"

namespace attendsense::transport {

using testing_support::CaptureQueueContract;
using testing_support::QueueFactory;

INSTANTIATE_TEST_SUITE_P(Sqlite, CaptureQueueContract, testing::Values(QueueFactory([] {
                           return std::make_unique<testing_support::SqliteQueueUnderTest>();
                         })));

namespace {

using core::Enqueued;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing_support::contract_options;
using testing_support::job;
using testing_support::SqliteQueueUnderTest;

constexpr milliseconds kDeadline{10'000};
constexpr milliseconds kLease{30'000};
constexpr milliseconds kNoWait{0};

// SQL of the test's own, as a foreign program would run it.
class Outsider {
 public:
  explicit Outsider(const std::filesystem::path& path) { sqlite3_open(path.c_str(), &handle_); }

  ~Outsider() { sqlite3_close(handle_); }

  Outsider(const Outsider&) = delete;
  Outsider& operator=(const Outsider&) = delete;

  void run(const char* sql) { ASSERT_EQ(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql; }

  [[nodiscard]] std::int64_t number(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr);
    sqlite3_step(statement);
    const std::int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
  }

 private:
  sqlite3* handle_ = nullptr;
};

Error refusal(const std::filesystem::path& path) {
  static const ManualClock clock(Instant{});
  auto opened = open_sqlite_capture_queue(path, {}, clock);
  if (opened) return {};
  EXPECT_NE(opened.error().message.find(path.string()), std::string::npos) << opened.error().message;
  EXPECT_FALSE(opened.error().remedy.empty());
  return opened.error();
}

TEST(SqliteQueue, keeps_its_files_from_others) {
  const mode_t before = umask(0);
  SqliteQueueUnderTest under_test;
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  umask(before);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(under_test.path().parent_path())) {
    EXPECT_EQ(static_cast<int>(entry.status().permissions()), 0600) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 3) << "the database, its write-ahead log and its index; no draft";
}

TEST(SqliteQueue, is_made_once_when_many_start_at_the_same_time) {
  const TemporaryFolder folder;
  const SystemClock clock;
  std::vector<std::future<Result<Enqueued>>> starters;
  for (int i = 0; i < 8; ++i) {
    starters.push_back(std::async(std::launch::async, [&folder, &clock, i] {
      return open_sqlite_capture_queue(folder.path() / "queue.db", {}, clock).value()->enqueue(job(i), kDeadline);
    }));
  }
  for (auto& starter : starters) EXPECT_EQ(starter.get().value(), Enqueued::added);
  const auto queue = open_sqlite_capture_queue(folder.path() / "queue.db", {}, clock).value();
  EXPECT_EQ(queue->status().value().waiting, 8);
}

TEST(SqliteQueue, pauses_longer_after_each_failure_and_not_for_ever) {
  SqliteQueueUnderTest under_test([] {
    QueueOptions options = contract_options();
    options.max_attempts = 100;
    options.backoff_base = milliseconds(1000);
    options.backoff_max = milliseconds(8000);
    return options;
  }());
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  for (const int most : {1000, 2000, 4000, 8000, 8000, 8000}) {
    const auto leased = under_test.queue().take(kLease, kNoWait).value();
    ASSERT_TRUE(leased);
    ASSERT_EQ(under_test.queue().release(*leased, "again"), true);
    under_test.pass(milliseconds(most / 2 - 1));
    EXPECT_FALSE(under_test.queue().take(kLease, kNoWait).value()) << most;
    under_test.pass(milliseconds(most / 2 + 1));
  }
}

TEST(SqliteQueue, the_only_worker_takes_again_at_once_what_it_held_when_it_died) {
  QueueOptions options = contract_options();
  options.only_worker = true;
  options.max_attempts = 2;
  SqliteQueueUnderTest under_test(options);
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  ASSERT_TRUE(under_test.queue().take(kLease, kNoWait).value());
  under_test.reopen();
  const auto again = under_test.queue().take(kLease, kNoWait).value();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->attempt, 2);
  under_test.reopen();
  EXPECT_FALSE(under_test.queue().take(kLease, kNoWait).value());
  EXPECT_EQ(under_test.queue().status().value().dead, 1);
}

TEST(SqliteQueue, what_may_have_ended_its_worker_is_given_alone) {
  QueueOptions options = contract_options();
  options.only_worker = true;
  SqliteQueueUnderTest under_test(options);
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(under_test.queue().enqueue(job(i), kDeadline));
  const auto take = [&] { return under_test.queue().take(kLease, kNoWait).value(); };
  ASSERT_EQ(take()->job.capture, job(1).capture);
  ASSERT_EQ(take()->job.capture, job(2).capture);
  under_test.reopen();
  const auto first = take();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->job.capture, job(1).capture);
  EXPECT_FALSE(take()) << "nothing else is at risk";
  EXPECT_EQ(under_test.queue().acknowledge(*first), true);
  const auto second = take();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->attempt, 2) << "the death of the first did not count for it again";
  EXPECT_FALSE(take());
  EXPECT_EQ(under_test.queue().acknowledge(*second), true);
  EXPECT_TRUE(take());
}

TEST(SqliteQueue, what_may_have_ended_its_worker_waits_for_the_others_to_be_done) {
  SqliteQueueUnderTest under_test;
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(under_test.queue().enqueue(job(i), kDeadline));
  ASSERT_TRUE(under_test.queue().take(kLease / 2, kNoWait).value());
  const auto other = under_test.queue().take(kLease, kNoWait).value();
  ASSERT_TRUE(other);
  under_test.pass(kLease / 2 + milliseconds(1));
  EXPECT_FALSE(under_test.queue().take(kLease, kNoWait).value());
  EXPECT_EQ(under_test.queue().acknowledge(*other), true);
  const auto suspect = under_test.queue().take(kLease, kNoWait).value();
  ASSERT_TRUE(suspect);
  EXPECT_EQ(suspect->job.capture, job(1).capture);
}

TEST(SqliteQueue, one_of_several_workers_leaves_the_others_what_they_hold) {
  SqliteQueueUnderTest under_test;
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  ASSERT_TRUE(under_test.queue().take(kLease, kNoWait).value());
  EXPECT_FALSE(under_test.another()->take(kLease, kNoWait).value());
}

TEST(SqliteQueue, work_done_late_counts_as_long_as_nobody_else_has_begun) {
  SqliteQueueUnderTest under_test;
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  const auto leased = under_test.queue().take(kLease, kNoWait).value();
  under_test.pass(kLease * 2);
  EXPECT_EQ(under_test.queue().acknowledge(*leased), true);
  EXPECT_FALSE(under_test.queue().take(kLease, kNoWait).value());
}

TEST(SqliteQueue, remembers_settled_captures_for_a_time) {
  SqliteQueueUnderTest under_test;
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  ASSERT_EQ(under_test.queue().acknowledge(*under_test.queue().take(kLease, kNoWait).value()), true);
  under_test.pass(hours(24 * 13));
  EXPECT_EQ(under_test.queue().enqueue(job(1), kDeadline).value(), Enqueued::known);
  under_test.pass(hours(24 * 2));
  EXPECT_EQ(under_test.queue().enqueue(job(1), kDeadline).value(), Enqueued::added);
}

TEST(SqliteQueue, keeps_the_dead_for_a_time) {
  SqliteQueueUnderTest under_test;
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  ASSERT_EQ(under_test.queue().bury(*under_test.queue().take(kLease, kNoWait).value(), "hopeless"), true);
  under_test.pass(hours(24 * 89));
  EXPECT_EQ(under_test.queue().status().value().dead, 1);
  under_test.pass(hours(24 * 2));
  EXPECT_EQ(under_test.queue().status().value().dead, 0);
  Outsider outsider(under_test.path());
  EXPECT_EQ(outsider.number("SELECT count(*) FROM body"), 0);
}

TEST(SqliteQueue, is_bounded_in_bytes_too) {
  SqliteQueueUnderTest under_test([] {
    QueueOptions options = contract_options();
    options.max_bytes = 1000;
    return options;
  }());
  EXPECT_TRUE(under_test.queue().enqueue(job(1, 600), kDeadline));
  EXPECT_EQ(under_test.queue().enqueue(job(2, 401), kDeadline).error().code, "queue_full");
  EXPECT_TRUE(under_test.queue().enqueue(job(3, 400), kDeadline));
}

TEST(SqliteQueue, the_bound_holds_for_all_who_have_it_open) {
  SqliteQueueUnderTest under_test;
  const auto other = under_test.another();
  for (int i = 0; i < testing_support::kRoom; ++i) {
    ASSERT_TRUE((i % 2 == 0 ? under_test.queue() : *other).enqueue(job(i), kDeadline)) << i;
  }
  EXPECT_EQ(under_test.queue().enqueue(job(900), kDeadline).error().code, "queue_full");
  EXPECT_EQ(other->enqueue(job(900), kDeadline).error().code, "queue_full");
}

TEST(SqliteQueue, a_worker_hears_of_a_job_that_another_process_put_in) {
  SqliteQueueUnderTest under_test;
  const auto other = under_test.another();
  auto taken = std::async(std::launch::async, [&] { return under_test.queue().take(kLease, seconds(60)).value(); });
  ASSERT_TRUE(other->enqueue(job(1), kDeadline));
  ASSERT_EQ(taken.wait_for(seconds(20)), std::future_status::ready);
  EXPECT_TRUE(taken.get());
}

TEST(SqliteQueue, a_deadline_holds_while_another_process_has_the_lock) {
  SqliteQueueUnderTest under_test;
  Outsider outsider(under_test.path());
  outsider.run("BEGIN IMMEDIATE");
  const auto start = std::chrono::steady_clock::now();
  const auto refused = under_test.queue().enqueue(job(1), milliseconds(30));
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(4));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "queue_away");
  EXPECT_EQ(refused.error().failure, Failure::unavailable);
  outsider.run("ROLLBACK");
  EXPECT_EQ(under_test.queue().enqueue(job(1), kDeadline).value(), Enqueued::added) << "it was not put in before";
}

TEST(SqliteQueue, a_file_that_is_no_queue_is_refused_with_the_reason) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_atomically(folder.path() / "text", Bytes(10'000, 'x')));
  EXPECT_EQ(refusal(folder.path() / "text").code, "queue_damaged");
  ASSERT_TRUE(write_file_atomically(folder.path() / "empty", {}));
  EXPECT_EQ(refusal(folder.path() / "empty").code, "queue_foreign");
  EXPECT_EQ(refusal(folder.path() / "none" / "queue.db").code, "queue_away");
  EXPECT_EQ(refusal(folder.path()).code, "queue_away");
  Outsider(folder.path() / "other.db").run("CREATE TABLE employee (name TEXT)");
  EXPECT_EQ(refusal(folder.path() / "other.db").code, "queue_foreign");
}

TEST(SqliteQueue, a_queue_of_a_later_version_is_refused) {
  SqliteQueueUnderTest under_test;
  Outsider(under_test.path()).run("PRAGMA user_version = 99");
  EXPECT_EQ(refusal(under_test.path()).code, "queue_newer");
}

TEST(SqliteQueue, damage_in_the_middle_of_the_file_is_reported_and_not_served) {
  const TemporaryFolder folder;
  const SystemClock clock;
  const auto path = folder.path() / "queue.db";
  {
    const auto queue = open_sqlite_capture_queue(path, {}, clock).value();
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(queue->enqueue(job(i, 5000), kDeadline));
  }
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const Bytes garbage(static_cast<std::size_t>(std::filesystem::file_size(path)) - 4096, 0xA5);
  ASSERT_EQ(::pwrite(file, garbage.data(), garbage.size(), 4096), static_cast<ssize_t>(garbage.size()));
  ::close(file);
  const auto queue = open_sqlite_capture_queue(path, {}, clock);
  const Error error = queue ? (*queue)->take(kLease, kNoWait).error() : queue.error();
  EXPECT_EQ(error.code, "queue_damaged");
  EXPECT_EQ(error.failure, Failure::corrupt);
  EXPECT_NE(error.message.find(path.string()), std::string::npos);
}

TEST(SqliteQueue, a_reason_is_kept_as_one_line_of_a_sensible_length) {
  SqliteQueueUnderTest under_test;
  ASSERT_TRUE(under_test.queue().enqueue(job(1), kDeadline));
  std::string reason = "bad\r\npicture\x1b[31m ";
  while (reason.size() < 2000) reason += "ü";
  ASSERT_EQ(under_test.queue().bury(*under_test.queue().take(kLease, kNoWait).value(), reason), true);
  const std::string kept = under_test.queue().dead(1).value().at(0).reason;
  EXPECT_TRUE(kept.starts_with("bad  picture [31m "));
  EXPECT_LE(kept.size(), 500U);
  EXPECT_GE(kept.size(), 498U);
  EXPECT_EQ(static_cast<unsigned char>(kept.back()), 0xBC) << "cut between characters";
}

TEST(SqliteQueue, gives_disk_space_back_after_a_backlog) {
  SqliteQueueUnderTest under_test([] {
    QueueOptions options = contract_options();
    options.max_waiting = 1000;
    return options;
  }());
  for (int i = 0; i < 120; ++i) ASSERT_TRUE(under_test.queue().enqueue(job(i, 300'000), kDeadline));
  for (int i = 0; i < 120; ++i) {
    ASSERT_EQ(under_test.queue().acknowledge(*under_test.queue().take(kLease, kNoWait).value()), true);
  }
  const auto pages = [&] { return Outsider(under_test.path()).number("PRAGMA page_count"); };
  const std::int64_t before = pages();
  under_test.pass(hours(1));
  ASSERT_TRUE(under_test.queue().enqueue(job(500), kDeadline));
  EXPECT_LT(pages(), before - 3000);
}

}  // namespace
}  // namespace attendsense::transport
