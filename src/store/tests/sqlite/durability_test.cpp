// What has been acknowledged survives a kill and a power cut; what has not is there as a whole or not at all.

#include <fstream>
#include <random>

#include "attendsense/base/files.hpp"
#include "sqlite/child_process.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/sqlite_database.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

// Sighting, punch, audit entry and event in one transaction, as a capture makes them.
Result<void> book(Transaction& t, const Office& office, std::int64_t number) {
  const Sighting seen = office.sighting(at(number));
  Punch punch = office.punch(office.ada.id, Direction::in, at(number));
  punch.sighting = seen.id;
  must(t.sightings().add(seen));
  must(t.punches().add(punch));
  must(t.audit().append(office.audit("punch.book")));
  must(t.outbox().add(office.event(std::to_string(number))));
  return {};
}

// All tables agree on how many bookings there are. Returns that number.
std::int64_t count_bookings(Store& store, const Office& office) {
  std::int64_t count = -1;
  must(store.read([&](Transaction& t) -> Result<void> {
    const Page everything{"", 1'000'000};
    const auto events = must(t.outbox().after(0, everything.limit));
    count = static_cast<std::int64_t>(events.size());
    EXPECT_EQ(std::ssize(must(t.sightings().list(office.company.id, {}, everything))), count);
    EXPECT_EQ(std::ssize(must(t.punches().list(office.company.id, {}, everything))), count);
    EXPECT_EQ(must(t.audit().verify(office.company.id)), count);
    for (std::int64_t i = 0; i < count; ++i) {
      EXPECT_EQ(events[static_cast<std::size_t>(i)].body, std::to_string(i));
    }
    return {};
  }));
  return count;
}

}  // namespace

TEST(Durability, a_killed_writer_loses_nothing_that_it_acknowledged) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "test.db";
  const crypto::SealingKey key = crypto::SealingKey::generate();
  const Office office = Office::make();
  must(must(open_sqlite_store(file, key))->write([&](auto& t) { return add(t, office); }));

  std::mt19937 random(7);
  std::int64_t stored = 0;
  for (int round = 0; round < 10; ++round) {
    ChildProcess child([&](int pipe) {
      const auto store = must(open_sqlite_store(file, key));
      for (std::int64_t number = stored;; ++number) {
        must(store->write([&](auto& t) { return book(t, office, number); }));
        ChildProcess::tell(pipe, number);
      }
      return 0;
    });
    std::int64_t acknowledged = -1;
    const std::int64_t enough = stored + std::uniform_int_distribution(0, 40)(random);
    while (acknowledged < enough) ASSERT_TRUE(child.next(acknowledged));
    child.kill();
    while (child.next(acknowledged)) continue;

    EXPECT_EQ(find_damage(file), "");
    const auto store = must(open_sqlite_store(file, key));
    stored = count_bookings(*store, office);
    // One more may have been committed without anybody having heard of it.
    EXPECT_GE(stored, acknowledged + 1);
    EXPECT_LE(stored, acknowledged + 2);
  }
}

// What the disk may hold after a power cut: the log as far as it was synced, then nothing or rubbish. Each acknowledged
// write was synced, so a log cut after it has it whole; one cut in the middle of a write has the writes before it.
TEST(Durability, a_torn_log_loses_only_the_transaction_that_was_torn) {
  SqliteDatabase database;
  const Office office = Office::make();
  must(database.store().write([&](auto& t) { return add(t, office); }));
  const std::filesystem::path log = database.file().string() + "-wal";
  std::vector<std::uintmax_t> ends;
  for (std::int64_t number = 0; number < 12; ++number) {
    must(database.store().write([&](auto& t) { return book(t, office, number); }));
    ends.push_back(std::filesystem::file_size(log));
  }
  const Bytes main_file = must(read_file(database.file()));
  const Bytes whole_log = must(read_file(log));

  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    const auto cut = std::uniform_int_distribution<std::uintmax_t>(ends.front(), ends.back())(random);
    Bytes torn(whole_log.begin(), whole_log.begin() + static_cast<std::ptrdiff_t>(cut));
    if (round % 2 == 0) torn.resize(whole_log.size(), static_cast<std::uint8_t>(round));
    const TemporaryFolder folder;
    const std::filesystem::path copy = folder.path() / "test.db";
    must(write_file_atomically(copy, main_file));
    must(write_file_atomically(copy.string() + "-wal", torn));

    const auto store = must(open_sqlite_store(copy, database.key()));
    const auto whole = std::ranges::count_if(ends, [&](std::uintmax_t end) { return end <= cut; });
    EXPECT_EQ(count_bookings(*store, office), whole) << "cut at " << cut;
    EXPECT_EQ(find_damage(copy), "");
  }
}

TEST(Durability, a_commit_waits_for_the_disk) {
  const SqliteDatabase database;
  sqlite::Connection connection(database.file(), sqlite::Connection::Access::read_write, std::chrono::seconds{5});
  EXPECT_EQ(connection.value<std::int64_t>("PRAGMA synchronous"), 2) << "FULL";
  EXPECT_EQ(connection.value<std::string>("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(connection.value<std::int64_t>("PRAGMA foreign_keys"), 1);
}

TEST(Durability, a_full_disk_is_told_and_overcome_without_a_restart) {
  SqliteDatabase database({.max_bytes = std::int64_t{1} << 20});
  Store& store = database.store();
  const auto put = [&](const std::string& key, std::size_t size) {
    return store.write([&](auto& t) { return t.settings().set(key, std::string(size, 'x')); });
  };
  must(put("small", 10));
  const auto full = put("large", std::size_t{4} << 20);
  EXPECT_TRUE(fails_with(full, Failure::unavailable, "disk_full"));
  EXPECT_FALSE(full.error().remedy.empty());
  must(put("another", 10));
  EXPECT_FALSE(must(read_from(store, [](auto& t) { return t.settings().get("large"); })));
}

TEST(Durability, work_that_goes_on_after_a_full_disk_commits_nothing) {
  SqliteDatabase database({.max_bytes = std::int64_t{1} << 20});
  const auto done = database.store().write([&](auto& t) -> Result<void> {
    must(t.settings().set("before", "value"));
    EXPECT_FALSE(t.settings().set("large", std::string(std::size_t{4} << 20, 'x')));
    (void)t.settings().set("after", "value");
    return {};
  });
  const auto kept = must(read_from(database.store(), [](auto& t) { return t.settings().get("after"); }));
  EXPECT_EQ(done.has_value(), kept.has_value()) << "a write that failed has left something";
  EXPECT_EQ(must(read_from(database.store(), [](auto& t) { return t.settings().get("before"); })).has_value(),
            kept.has_value())
      << "half of a transaction is there";
}

TEST(Durability, a_writer_of_another_process_is_waited_for_and_then_reported) {
  SqliteDatabase database({.busy_timeout = std::chrono::milliseconds{50}});
  sqlite::Connection other(database.file(), sqlite::Connection::Access::read_write, std::chrono::seconds{5});
  other.begin("BEGIN IMMEDIATE");
  const auto set = [](auto& t) { return t.settings().set("key", "value"); };
  EXPECT_TRUE(fails_with(database.store().write(set), Failure::unavailable, "store_busy"));
  must(read_from(database.store(), [](auto& t) { return t.settings().get("key"); }));
  other.rollback();
  must(database.store().write(set));
}

}  // namespace attendsense::store::testing
