// Several processes at once: each test opens the same database more than once, as they do.

#include <atomic>
#include <future>
#include <latch>

#include "postgres/postgres_database.hpp"

namespace attendsense::store::testing {

using namespace core;
using namespace std::chrono_literals;

namespace {

class Concurrency : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(postgres);
    database_ = std::make_unique<PostgresDatabase>();
    superuser_ = database_->server().connect(As::superuser);
    must(store().write([&](Transaction& t) { return add(t, office_); }));
  }

  [[nodiscard]] Store& store() { return database_->store(); }

  // Asks the server until the answer is yes.
  void wait_until(const std::string& question) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (!superuser_->value<bool>(question)) {
      if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("never came true: " + question);
    }
  }

  // Every connection of this database but the superuser's own.
  void cut_connections(const std::string& which = "true") {
    superuser_->run(
        "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND " +
        which);
  }

  // Without throwing, as all work that may run again: a conflict is an error of the statement that meets it.
  Result<void> tell(Transaction& t) {
    auto told = t.outbox().add(office_.event("{}"));
    if (!told) return fail(std::move(told));
    return {};
  }

  Result<std::int64_t> tell(Store& store, const std::string& body) {
    return write_to(store, [&](auto& t) { return t.outbox().add(office_.event(body)); });
  }

  std::unique_ptr<PostgresDatabase> database_;
  std::unique_ptr<postgres::Connection> superuser_;
  const Office office_ = Office::make();
};

// Counts calls, and lets a test wait for them.
class Calls {
 public:
  void add() {
    const std::scoped_lock lock(mutex_);
    ++count_;
    changed_.notify_all();
  }

  [[nodiscard]] bool wait_for(int count, std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return count_ >= count; });
  }

  [[nodiscard]] int count() {
    const std::scoped_lock lock(mutex_);
    return count_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

}  // namespace

TEST_F(Concurrency, an_event_that_commits_late_is_not_overtaken) {
  const auto other = database_->open(As::worker);
  std::latch added(1);
  std::latch go_on(1);
  std::jthread late([&] {
    must(store().write([&](Transaction& t) -> Result<void> {
      must(t.outbox().add(office_.event("first")));
      added.count_down();
      go_on.wait();
      return {};
    }));
  });
  added.wait();
  std::jthread early([&] { must(tell(*other, "second")); });
  wait_until("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)");
  EXPECT_TRUE(must(read_from(*other, [](auto& t) { return t.outbox().after(0, 10); })).empty());
  go_on.count_down();
  late.join();
  early.join();
  const auto events = must(read_from(store(), [](auto& t) { return t.outbox().after(0, 10); }));
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].body, "first");
  EXPECT_EQ(events[1].body, "second");
}

TEST_F(Concurrency, a_follower_of_the_outbox_and_the_gallery_misses_nothing) {
  constexpr int kWriters = 4;
  constexpr int kRounds = 25;
  std::atomic<int> writing = kWriters;
  std::vector<std::jthread> writers;
  writers.reserve(kWriters);
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, store = std::shared_ptr(database_->open(As::api))] {
      for (int round = 0; round < kRounds; ++round) {
        must(store->write([&](Transaction& t) -> Result<void> {
          if (round % 3 == 0) {
            Result<void> added = t.templates().add(office_.face_template(office_.ada.id));
            if (!added) return added;
          }
          return tell(t);
        }));
      }
      --writing;
    });
  }
  std::int64_t position = 0;
  std::int64_t version = 0;
  int events = 0;
  int changes = 0;
  for (bool last = false; !last;) {
    last = writing == 0;
    must(store().read([&](Transaction& t) -> Result<void> {
      for (const auto& event : must(t.outbox().after(position, 1000))) ++events, position = event.sequence;
      for (const auto& change : must(t.templates().changes_after(version, 1000))) ++changes, version = change.version;
      return {};
    }));
  }
  EXPECT_EQ(events, kWriters * kRounds);
  EXPECT_EQ(changes, kWriters * ((kRounds + 2) / 3));
}

TEST_F(Concurrency, the_audit_has_no_gap_and_no_fork) {
  constexpr int kWriters = 4;
  constexpr int kRounds = 20;
  {
    std::vector<std::jthread> writers;
    writers.reserve(kWriters);
    for (int writer = 0; writer < kWriters; ++writer) {
      writers.emplace_back([&, store = std::shared_ptr(database_->open(As::worker))] {
        for (int round = 0; round < kRounds; ++round) {
          must(store->write([&](Transaction& t) -> Result<void> {
            Result<void> added = t.punches().add(office_.punch(office_.ada.id, Direction::in, at(round)));
            if (!added) return added;
            auto noted = t.audit().append(office_.audit("punch.book"));
            if (!noted) return fail(std::move(noted));
            return tell(t);
          }));
        }
      });
    }
  }
  EXPECT_EQ(must(read_from(store(), [&](auto& t) { return t.audit().verify(office_.company.id); })),
            kWriters * kRounds);
}

TEST_F(Concurrency, a_transaction_that_lost_against_another_runs_again) {
  const auto other = database_->open(As::api);
  must(store().write([](auto& t) { return t.settings().set("count", "0"); }));
  const auto add_one = [](Transaction& t) -> Result<void> {
    const auto count = t.settings().get("count");
    if (!count) return fail(count.error());
    return t.settings().set("count", std::to_string(std::stoi(count->value()) + 1));
  };
  int runs = 0;
  must(store().write([&](Transaction& t) -> Result<void> {
    must(t.settings().get("count"));
    if (++runs == 1) must(other->write(add_one));
    return add_one(t);
  }));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(must(read_from(store(), [](auto& t) { return t.settings().get("count"); })), "2");
}

TEST_F(Concurrency, one_that_always_loses_ends_as_busy) {
  PostgresOptions options = database_->server().options(As::api);
  options.retry_timeout = 50ms;
  const auto impatient = must(open_postgres_store(options, database_->key()));
  must(store().write([](auto& t) { return t.settings().set("key", "0"); }));
  const auto done = impatient->write([&](Transaction& t) -> Result<void> {
    must(t.settings().get("key"));
    must(store().write([](auto& inner) { return inner.settings().set("key", "other"); }));
    return t.settings().set("key", "mine");
  });
  EXPECT_TRUE(fails_with(done, Failure::unavailable, "store_busy"));
}

TEST_F(Concurrency, work_that_goes_on_after_a_failure_commits_nothing) {
  const auto done = store().write([&](Transaction& t) -> Result<void> {
    must(t.settings().set("key", "value"));
    EXPECT_FALSE(t.employees().add(office_.ada));
    return {};
  });
  EXPECT_TRUE(fails_with(done, Failure::conflict, "already_stored"));
  EXPECT_FALSE(must(read_from(store(), [](auto& t) { return t.settings().get("key"); })));
}

TEST_F(Concurrency, a_connection_that_was_cut_is_replaced) {
  cut_connections();
  must(store().write([](auto& t) { return t.settings().set("key", "value"); }));
  cut_connections();
  EXPECT_EQ(must(read_from(store(), [](auto& t) { return t.settings().get("key"); })), "value");
}

TEST_F(Concurrency, a_transaction_that_is_cut_off_wrote_nothing) {
  const auto done = store().write([&](Transaction& t) -> Result<void> {
    must(t.settings().set("key", "value"));
    cut_connections();
    return t.settings().set("key", "another");
  });
  EXPECT_TRUE(fails_with(done, Failure::unavailable, "store_away"));
  EXPECT_FALSE(must(read_from(store(), [](auto& t) { return t.settings().get("key"); })));
}

// The session kills itself while it commits.
TEST_F(Concurrency, a_commit_without_an_answer_is_in_doubt) {
  database_->server().connect(As::owner)->script(
      "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
      " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END $$;"
      "CREATE CONSTRAINT TRIGGER deadly AFTER INSERT ON setting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
      " EXECUTE FUNCTION die()");
  const auto done = store().write([](auto& t) { return t.settings().set("key", "value"); });
  EXPECT_TRUE(fails_with(done, Failure::in_doubt, "commit_in_doubt"));
  must(store().read([](auto&) -> Result<void> { return {}; }));
}

TEST_F(Concurrency, a_transaction_waits_for_a_connection_only_so_long) {
  PostgresOptions options = database_->server().options(As::api);
  options.connections = 1;
  options.pool_timeout = 30ms;
  const auto small = must(open_postgres_store(options, database_->key()));
  const auto done = small->read([&](Transaction&) { return small->read([](auto&) -> Result<void> { return {}; }); });
  EXPECT_TRUE(fails_with(done, Failure::unavailable, "store_busy"));
  must(small->read([](auto&) -> Result<void> { return {}; }));
}

TEST_F(Concurrency, leadership_goes_to_another_when_its_connection_breaks) {
  const auto other = database_->open(As::worker);
  const auto first = must(store().try_lead("relay"));
  ASSERT_TRUE(first);
  EXPECT_FALSE(must(other->try_lead("relay")));
  EXPECT_FALSE(must(other->try_lead("relay")));
  EXPECT_TRUE(first->held());
  cut_connections();
  const auto second = must(other->try_lead("relay"));
  ASSERT_TRUE(second);
  EXPECT_FALSE(first->held());
  EXPECT_TRUE(second->held());
  EXPECT_FALSE(first->held()) << "for ever";
}

TEST_F(Concurrency, a_watch_hears_of_templates_within_a_second_also_after_an_interruption) {
  Calls calls;
  const auto worker = database_->open(As::worker);
  auto watch = worker->watch_templates([&] { calls.add(); });
  ASSERT_TRUE(calls.wait_for(1, 10s)) << "once when it began";
  const Template face = office_.face_template(office_.ada.id);
  must(store().write([&](auto& t) { return t.templates().add(face); }));
  EXPECT_TRUE(calls.wait_for(2, 1s));
  must(store().write([&](auto& t) { return t.employees().erase(office_.ada.id); }));
  EXPECT_TRUE(calls.wait_for(3, 1s)) << "of an erased person's, too";

  cut_connections("query LIKE 'LISTEN%'");
  EXPECT_TRUE(calls.wait_for(4, 10s)) << "once after the interruption";
  const Employee grace = office_.employee("Grace", "Hopper");
  must(store().write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    return t.templates().add(office_.face_template(grace.id));
  }));
  EXPECT_TRUE(calls.wait_for(5, 1s));
  must(store().write([](auto& t) { return t.settings().set("key", "value"); }));
  watch.reset();
  EXPECT_EQ(calls.count(), 5) << "nothing else is told of";
}

}  // namespace attendsense::store::testing
