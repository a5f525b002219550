// A server that falls silent without closing a connection, and what must not be taken for one.

#include <signal.h>

#include <future>
#include <thread>

#include "failed.hpp"
#include "postgres/heartbeat.hpp"
#include "postgres/own_server.hpp"
#include "postgres/postgres_database.hpp"

namespace attendsense::store::testing {

using namespace core;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const milliseconds kSilence = PostgresOptions{}.silence;

struct Timed {
  Result<void> result;
  steady_clock::duration took;
};

template <class Function>
Timed timed(Function&& function) {
  const auto began = steady_clock::now();
  Result<void> result = function();
  return {std::move(result), steady_clock::now() - began};
}

template <class Condition>
void wait_until(Condition&& condition, milliseconds most, const char* what) {
  const auto deadline = steady_clock::now() + most;
  while (!condition()) {
    if (steady_clock::now() > deadline) throw std::runtime_error(std::string("waited in vain: ") + what);
    std::this_thread::yield();
  }
}

Result<void> look(Store& store) {
  return store.read([](Transaction& t) -> Result<void> {
    if (auto companies = t.companies().all(); !companies) return fail(std::move(companies));
    return {};
  });
}

bool was_silent_within(const postgres::Heartbeat& heartbeat, milliseconds time) {
  bool was_silent = false;
  for (const auto until = steady_clock::now() + time; steady_clock::now() < until && !was_silent;) {
    was_silent = heartbeat.is_silent();
    std::this_thread::yield();
  }
  return was_silent;
}

// A server of its own that stores an office.
class SilentServer : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(postgres);
    server_ = std::make_unique<OwnServer>(OwnServer::Care::hasty);
    database_ = std::make_unique<PostgresDatabase>();
    must(store().write([&](Transaction& t) { return add(t, office_); }));
  }

  void TearDown() override {
    if (server_) server_->thaw();
  }

  [[nodiscard]] Store& store() { return database_->store(); }

  Result<void> book() {
    return store().write([&](Transaction& t) { return t.sightings().add(office_.sighting(at(1))); });
  }

  std::unique_ptr<OwnServer> server_;
  std::unique_ptr<PostgresDatabase> database_;
  const Office office_ = Office::make();
};

TEST_F(SilentServer, is_away_within_a_second_for_all_who_wait_and_at_once_for_who_comes_then) {
  // More than there are connections: some wait for one.
  const int callers = 2 * PostgresOptions{}.connections;
  server_->freeze();
  std::vector<std::future<Timed>> waiting;
  waiting.reserve(static_cast<std::size_t>(callers));
  for (int i = 0; i < callers; ++i) {
    waiting.push_back(
        std::async(std::launch::async, [&, i] { return timed([&] { return i % 2 == 0 ? look(store()) : book(); }); }));
  }
  for (auto& each : waiting) {
    const Timed call = each.get();
    EXPECT_TRUE(fails_with(call.result, Failure::unavailable, "store_away"));
    EXPECT_LT(call.took, 1s);
  }
  for (int i = 0; i < 3; ++i) {
    const Timed call = timed([&] { return i % 2 == 0 ? look(store()) : book(); });
    EXPECT_TRUE(fails_with(call.result, Failure::unavailable, "store_away"));
    EXPECT_LT(call.took, 50ms);
  }
}

TEST_F(SilentServer, is_found_again_within_two_seconds_however_long_it_was_silent) {
  for (const auto more : {0ms, 4000ms}) {
    server_->freeze();
    wait_until([&] { return !look(store()); }, 2s, "a call to be given up");
    const auto silent_until = steady_clock::now() + more;
    wait_until([&] { return steady_clock::now() > silent_until; }, more + 1s, "time to pass");
    EXPECT_TRUE(fails_with(look(store()), Failure::unavailable, "store_away"));
    server_->thaw();
    wait_until([&] { return look(store()).has_value(); }, 2s, "the server to be found again");
    must(book());
  }
}

TEST_F(SilentServer, leaves_a_commit_that_was_sent_in_doubt) {
  const Timed call = timed([&] {
    return store().write([&](Transaction& t) -> Result<void> {
      if (Result<void> added = t.sightings().add(office_.sighting(at(1))); !added) return added;
      server_->freeze();
      return {};
    });
  });
  EXPECT_TRUE(fails_with(call.result, Failure::in_doubt, "commit_in_doubt"));
  EXPECT_LT(call.took, 1s);
}

TEST_F(SilentServer, leaves_nothing_of_a_transaction_whose_statement_was_not_answered) {
  const auto written = store().write([&](Transaction& t) -> Result<void> {
    if (Result<void> added = t.sightings().add(office_.sighting(at(1))); !added) return added;
    server_->freeze();
    return t.sightings().add(office_.sighting(at(2)));
  });
  EXPECT_TRUE(fails_with(written, Failure::unavailable, "store_away"));
  server_->thaw();
  wait_until([&] { return look(store()).has_value(); }, 2s, "the server to be found again");
  const auto seen =
      read_from(store(), [&](Transaction& t) { return t.sightings().list(office_.company.id, {}, Page{"", 10}); });
  EXPECT_TRUE(must(seen).empty());
}

// The server of all tests, and a connection of a call beside a heartbeat.
class SoundServer : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(postgres);
    database_ = std::make_unique<ServerDatabase>();
    superuser_ = database_->connect(As::superuser);
    conninfo_ = postgres::conninfo_of(database_->options(As::owner));
  }

  // The process that serves the only other connection to the database.
  [[nodiscard]] pid_t other_session() {
    std::int64_t process = 0;
    wait_until(
        [&] {
          process = superuser_->value<std::int64_t>(
              "SELECT coalesce(max(pid), 0)::bigint FROM pg_stat_activity WHERE datname = current_database() AND pid "
              "<> "
              "pg_backend_pid() AND backend_type = 'client backend'");
          return process != 0;
        },
        10s, "the other session");
    return static_cast<pid_t>(process);
  }

  std::unique_ptr<ServerDatabase> database_;
  std::unique_ptr<postgres::Connection> superuser_;
  postgres::Conninfo conninfo_;
};

TEST_F(SoundServer, may_take_its_time_for_a_statement) {
  postgres::Heartbeat heartbeat(conninfo_, kSilence);
  postgres::Connection call(conninfo_, &heartbeat.of_calls());
  call.open();
  EXPECT_GE(timed([&] { return guarded([&] { call.run("SELECT pg_sleep(3)"); }); }).took, 3s);
  EXPECT_TRUE(call.is_open());
  EXPECT_FALSE(heartbeat.is_silent());
}

TEST_F(SoundServer, is_known_to_be_so_by_the_answers_to_calls_alone) {
  postgres::Heartbeat heartbeat(conninfo_, 300ms);
  const pid_t session = other_session();
  postgres::Connection call(conninfo_, &heartbeat.of_calls());
  call.open();
  ::kill(session, SIGSTOP);
  const auto until = steady_clock::now() + 1s;
  bool was_silent = false;
  while (steady_clock::now() < until) {
    call.run("SELECT pg_sleep(0.02)");
    was_silent = was_silent || heartbeat.is_silent();
  }
  EXPECT_FALSE(was_silent);
  EXPECT_NO_THROW(wait_until([&] { return heartbeat.is_silent(); }, 5s, "silence, now that nobody calls"));
  ::kill(session, SIGCONT);
  EXPECT_NO_THROW(wait_until([&] { return !heartbeat.is_silent(); }, 5s, "the heartbeat to be answered"));
}

TEST_F(SoundServer, that_refuses_or_ends_connections_is_not_silent) {
  postgres::Heartbeat ended(conninfo_, 300ms);
  for (int i = 0; i < 5; ++i) {
    superuser_->run("SELECT pg_terminate_backend($1::int)", std::int64_t{other_session()});
    EXPECT_FALSE(was_silent_within(ended, 100ms));
  }
  conninfo_.password = Secret("not-the-password");
  const postgres::Heartbeat refused(conninfo_, 300ms);
  EXPECT_FALSE(was_silent_within(refused, 600ms));
}

// Late by the clock, as on a machine that is too busy to run the thread; gives up at the third look.
class LateThread final : public postgres::Patience {
 public:
  void heard() override {}

  [[nodiscard]] bool lasts(milliseconds in_vain) override {
    if (!counts) return true;
    told = in_vain;
    const auto late = steady_clock::now() + 200ms;
    wait_until([&] { return steady_clock::now() > late; }, 1s, "time to pass");
    return ++looks < 3;
  }

  bool counts = false;
  int looks = 0;
  milliseconds told{0};
};

TEST_F(SoundServer, is_not_blamed_for_a_thread_of_ours_that_is_late) {
  LateThread patience;
  postgres::Connection call(conninfo_, &patience);
  call.open();
  patience.counts = true;
  const Timed waited = timed([&] { return guarded([&] { call.script("SELECT pg_sleep(30)"); }); });
  EXPECT_TRUE(fails_with(waited.result, Failure::unavailable, "store_away"));
  EXPECT_FALSE(call.is_open());
  EXPECT_GE(waited.took, 600ms);
  EXPECT_EQ(patience.told, 3 * postgres::kBetweenLooks);
}

}  // namespace

}  // namespace attendsense::store::testing
