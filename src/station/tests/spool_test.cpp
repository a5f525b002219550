#include "attendsense/station/spool.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "attendsense/base/files.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;

const Instant kNow = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

Capture make_capture(const std::string& sealed = "sealed", Instant at = kNow) {
  return {.id = core::CaptureId::make(at),
          .passage = core::PassageId::make(at),
          .camera = "gate",
          .captured_at = at,
          .face = {1.5F, 2, 80, 96},
          .sealed = sealed};
}

class SpoolTest : public ::testing::Test {
 protected:
  std::unique_ptr<Spool> open(const SpoolLimits& limits = {}) {
    Result<std::unique_ptr<Spool>> spool = Spool::open(path_, limits);
    EXPECT_TRUE(spool) << spool.error().text();
    return std::move(*spool);
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "spool.db";
};

TEST_F(SpoolTest, gives_back_what_was_put_in_in_order_and_across_restarts) {
  const Capture first = make_capture("one");
  const Capture second = make_capture("two");
  {
    const auto spool = open();
    ASSERT_TRUE(spool->append(first, 1500us, kNow));
    ASSERT_TRUE(spool->append(second, std::nullopt, kNow));
  }
  const auto spool = open();
  EXPECT_EQ(spool->counts().waiting, 2);
  const auto found = spool->oldest(kNow);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->capture.id, first.id);
  EXPECT_EQ((*found)->capture.passage, first.passage);
  EXPECT_EQ((*found)->capture.camera, "gate");
  EXPECT_EQ((*found)->capture.captured_at, kNow);
  EXPECT_FLOAT_EQ((*found)->capture.face.height, 96);
  EXPECT_EQ((*found)->capture.sealed, "one");
  EXPECT_EQ((*found)->clock_offset, 1500us);
  ASSERT_TRUE(spool->remove((*found)->sequence));
  EXPECT_EQ((*spool->oldest(kNow))->capture.sealed, "two");
  EXPECT_EQ((*spool->oldest(kNow))->clock_offset, std::nullopt);
}

TEST_F(SpoolTest, is_readable_for_its_owner_only_side_files_included) {
  const auto spool = open();
  ASSERT_TRUE(spool->append(make_capture(), std::nullopt, kNow));
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    struct stat status{};
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << entry.path();
  }
}

TEST_F(SpoolTest, keeps_a_repeated_capture_once) {
  const auto spool = open();
  const Capture capture = make_capture();
  ASSERT_TRUE(spool->append(capture, std::nullopt, kNow));
  ASSERT_TRUE(spool->append(capture, std::nullopt, kNow));
  EXPECT_EQ(spool->counts().waiting, 1);
}

TEST_F(SpoolTest, drops_the_oldest_when_it_is_full_and_counts_them) {
  const auto spool = open({.max_bytes = 1000});
  for (int i = 0; i < 5; ++i)
    ASSERT_TRUE(spool->append(make_capture(std::string(300, static_cast<char>('a' + i))), std::nullopt, kNow));
  EXPECT_EQ(spool->counts().waiting, 3);
  EXPECT_EQ(spool->counts().waiting_bytes, 900U);
  EXPECT_EQ(spool->counts().dropped_for_size, 2);
  EXPECT_EQ((*spool->oldest(kNow))->capture.sealed.front(), 'c');
}

TEST_F(SpoolTest, drops_what_is_too_old_and_remembers_how_many) {
  {
    const auto spool = open({.max_age = 48h});
    ASSERT_TRUE(spool->append(make_capture("old", kNow - 72h), std::nullopt, kNow - 72h));
    ASSERT_TRUE(spool->append(make_capture("new"), std::nullopt, kNow));
    EXPECT_EQ((*spool->oldest(kNow))->capture.sealed, "new");
  }
  EXPECT_EQ(open()->counts().dropped_for_age, 1);
}

TEST_F(SpoolTest, sets_aside_out_of_the_way_and_bounds_that_too) {
  const auto spool = open({.max_aside = 2});
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(spool->append(make_capture(), std::nullopt, kNow));
    ASSERT_TRUE(spool->set_aside((*spool->oldest(kNow))->sequence, "the server answered 422", kNow));
  }
  EXPECT_EQ(spool->counts().waiting, 0);
  EXPECT_EQ(spool->counts().aside, 2);
  EXPECT_EQ(spool->counts().dropped_from_aside, 2);
}

TEST_F(SpoolTest, remembers_the_last_event) {
  EXPECT_EQ(open()->last_event_id(), "");
  ASSERT_TRUE(open()->remember_event_id("4711"));
  EXPECT_EQ(open()->last_event_id(), "4711");
}

TEST_F(SpoolTest, a_damaged_file_is_moved_away_and_a_new_one_begun) {
  std::ofstream(path_) << std::string(8192, 'x');
  const auto spool = open();
  EXPECT_TRUE(spool->append(make_capture(), std::nullopt, kNow));
  int damaged = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    damaged += entry.path().filename().string().starts_with("spool.db.damaged-") ? 1 : 0;
  }
  EXPECT_EQ(damaged, 1);
}

TEST_F(SpoolTest, waiting_ends_when_a_capture_comes) {
  const auto spool = open();
  std::jthread writer([&] { EXPECT_TRUE(spool->append(make_capture(), std::nullopt, kNow)); });
  spool->wait_for_capture({}, std::chrono::steady_clock::now() + 10s);
  EXPECT_EQ(spool->counts().waiting, 1);
}

// The child says after each append that it is done; whatever it said so must be there after kill -9.
TEST_F(SpoolTest, loses_nothing_that_it_took_when_it_is_killed) {
  for (int round = 0; round < 3; ++round) {
    std::array<int, 2> channel{};
    ASSERT_EQ(::pipe(channel.data()), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      Result<std::unique_ptr<Spool>> spool = Spool::open(path_);
      while (spool && (*spool)->append(make_capture(std::string(50'000, 'x')), std::nullopt, kNow)) {
        if (::write(channel[1], "+", 1) != 1) break;
      }
      ::_exit(1);
    }
    ::close(channel[1]);
    const std::int64_t before = round == 0 ? 0 : open()->counts().waiting;
    std::int64_t confirmed = 0;
    char said = 0;
    while (confirmed < 20 && ::read(channel[0], &said, 1) == 1) ++confirmed;
    ::kill(child, SIGKILL);
    while (::read(channel[0], &said, 1) == 1) ++confirmed;
    ::waitpid(child, nullptr, 0);
    ::close(channel[0]);
    EXPECT_GE(confirmed, 20);
    const auto spool = open();
    EXPECT_GE(spool->counts().waiting, before + confirmed - 1);  // the first count may have raced with the child
    EXPECT_EQ((*spool->oldest(kNow))->capture.sealed.size(), 50'000U);
  }
}

// In a child, since the limit cannot be lifted again and its signal is fatal by default.
TEST_F(SpoolTest, a_full_disk_is_an_error_and_it_recovers_with_room) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    Result<std::unique_ptr<Spool>> spool = Spool::open(path_);
    if (!spool) ::_exit(10);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t hard = limit.rlim_max;
    limit.rlim_cur = 400'000;
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(11);
    int taken = 0;
    Result<void> last;
    for (int i = 0; i < 20; ++i) {
      last = (*spool)->append(make_capture(std::string(100'000, 'x')), std::nullopt, kNow);
      taken += last ? 1 : 0;
    }
    if (taken == 20 || last || last.error().code != "spool_full") ::_exit(12);
    if ((*spool)->counts().waiting != taken) ::_exit(13);
    limit.rlim_cur = hard;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (!(*spool)->append(make_capture("after"), std::nullopt, kNow)) ::_exit(14);
    ::_exit((*spool)->counts().waiting == taken + 1 ? 0 : 15);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace attendsense::station
