// The file itself: who may read it, what is wrong with it, what is left in it.

#include "attendsense/base/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "sqlite/child_process.hpp"
#include "sqlite/sqlite_database.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status{};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777;
}

bool holds(const std::filesystem::path& file, std::string_view text) {
  const Bytes content = must(read_file(file));
  return as_text(content).find(text) != std::string_view::npos;
}

void overwrite(const std::filesystem::path& file, std::streamoff from, std::size_t count) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(from);
  stream << std::string(count, '\x5a');
}

Result<std::unique_ptr<Store>> open_with_new_key(const std::filesystem::path& file) {
  return open_sqlite_store(file, crypto::SealingKey::generate());
}

}  // namespace

TEST(StoreFile, only_its_owner_may_read_it) {
  const mode_t before = ::umask(0);
  SqliteDatabase database;
  must(database.store().write([](auto& t) { return t.settings().set("key", "value"); }));
  ::umask(before);
  EXPECT_EQ(mode_of(database.file().parent_path()), 0700U);
  EXPECT_EQ(mode_of(database.file()), 0600U);
  EXPECT_EQ(mode_of(database.file().string() + "-wal"), 0600U);
  EXPECT_EQ(mode_of(database.file().string() + "-shm"), 0600U);
}

TEST(StoreFile, vectors_and_station_keys_are_not_in_it) {
  SqliteDatabase database;
  const Office office = Office::make();
  Template face = office.face_template(office.ada.id);
  const std::string secret = "a vector that nobody may read from the disk";
  face.vector.bytes = to_bytes(secret);
  must(database.store().write([&](auto& t) -> Result<void> {
    must(add(t, office));
    return t.templates().add(face);
  }));
  database.close();
  EXPECT_TRUE(holds(database.file(), office.ada.email)) << "else the two below prove nothing";
  EXPECT_FALSE(holds(database.file(), secret));
  EXPECT_FALSE(holds(database.file(), office.station.key.reveal()));
}

TEST(StoreFile, nothing_of_an_erased_person_is_left_in_it) {
  SqliteDatabase database;
  const Office office = Office::make();
  must(database.store().write([&](auto& t) { return add(t, office); }));
  const std::filesystem::path log = database.file().string() + "-wal";
  EXPECT_TRUE(holds(log, office.ada.email));
  must(database.store().write([&](auto& t) { return t.employees().erase(office.ada.id); }));
  EXPECT_FALSE(holds(log, office.ada.email));
  EXPECT_FALSE(holds(database.file(), office.ada.email));
}

TEST(StoreFile, replacing_a_row_is_no_way_around_the_triggers) {
  SqliteDatabase database;
  const Office office = Office::make();
  must(database.store().write([&](auto& t) -> Result<void> {
    must(add(t, office));
    must(t.audit().append(office.audit("one")));
    return t.punches().add(office.punch(office.ada.id, Direction::in, at(10)));
  }));
  const auto tamper = [&](const std::string& sql) { return database.tamper(sql, Database::Triggers::in_force); };
  EXPECT_TRUE(tamper("INSERT OR REPLACE INTO punch SELECT * FROM punch"));
  EXPECT_TRUE(tamper("INSERT OR REPLACE INTO audit SELECT * FROM audit"));
}

TEST(StoreFile, another_key_is_noticed_at_once) {
  SqliteDatabase database;
  database.close();
  const auto opened = open_with_new_key(database.file());
  EXPECT_TRUE(fails_with(opened, Failure::corrupt, "sealing_key_differs"));
  EXPECT_FALSE(opened.error().remedy.empty());
  must(database.open());
}

TEST(StoreFile, what_is_no_database_is_refused_untouched) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "letter.txt";
  const Bytes letter = to_bytes(std::string(5000, 'a'));
  must(write_file_atomically(file, letter));
  const auto opened = open_with_new_key(file);
  EXPECT_TRUE(fails_with(opened, Failure::corrupt, "store_corrupt"));
  EXPECT_NE(opened.error().message.find(file.string()), std::string::npos);
  EXPECT_EQ(must(read_file(file)), letter);
}

TEST(StoreFile, damage_is_reported_and_never_read_as_data) {
  SqliteDatabase database;
  const Office office = Office::make();
  must(database.store().write([&](auto& t) -> Result<void> {
    must(add(t, office));
    for (int i = 0; i < 200; ++i) must(t.templates().add(office.face_template(office.ada.id)));
    return {};
  }));
  database.close();
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(database.file()));
  overwrite(database.file(), size / 2, static_cast<std::size_t>(size / 2));
  const auto store = database.open();
  if (!store) {
    EXPECT_EQ(store.error().code, "store_corrupt");
    return;
  }
  const auto visit = [](const Template&) -> Result<void> { return {}; };
  const auto read = (*store)->read([&](auto& t) { return t.templates().for_each("model-a", visit); });
  EXPECT_TRUE(fails_with(read, Failure::corrupt, "store_corrupt"));
}

TEST(StoreFile, a_value_without_meaning_is_reported_by_its_column) {
  SqliteDatabase database;
  const Office office = Office::make();
  must(database.store().write([&](auto& t) { return add(t, office); }));
  const auto tamper = [&](const std::string& sql) { return database.tamper(sql, Database::Triggers::in_force); };
  ASSERT_FALSE(tamper("UPDATE employee SET state = 'asleep'"));
  const auto found = read_from(database.store(), [&](auto& t) { return t.employees().find(office.ada.id); });
  EXPECT_TRUE(fails_with(found, Failure::corrupt, "store_corrupt"));
  EXPECT_NE(found.error().message.find("employee.state"), std::string::npos);
  ASSERT_FALSE(tamper("UPDATE company SET policy = '{\"match_threshold\": \"high\"}'"));
  EXPECT_TRUE(fails_with(read_from(database.store(), [](auto& t) { return t.companies().all(); }), Failure::corrupt,
                         "policy_malformed"));
}

TEST(StoreFile, a_folder_that_cannot_be_made_is_named) {
  const TemporaryFolder folder;
  must(write_file_atomically(folder.path() / "file", to_bytes("in the way")));
  const auto opened = open_with_new_key(folder.path() / "file" / "test.db");
  EXPECT_TRUE(fails_with(opened, Failure::unavailable, "store_away"));
  EXPECT_NE(opened.error().message.find((folder.path() / "file").string()), std::string::npos);
}

// As a user who may only read; permissions do not hold root, so the child gives them up.
TEST(StoreFile, a_folder_or_file_that_cannot_be_written_to_is_reported) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "test.db";
  const crypto::SealingKey key = crypto::SealingKey::generate();
  must(open_sqlite_store(file, key));
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
  std::filesystem::permissions(file, std::filesystem::perms{0444});
  ChildProcess child([&](int) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) return 10;
    const auto new_one = open_sqlite_store(folder.path() / "new.db", key);
    if (new_one || new_one.error().code != "store_away") return 11;
    const auto old_one = open_sqlite_store(file, key);
    if (old_one || (old_one.error().code != "store_read_only" && old_one.error().code != "store_away")) return 12;
    return old_one.error().remedy.empty() ? 13 : 0;
  });
  EXPECT_EQ(child.wait(), 0);
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
}

}  // namespace attendsense::store::testing
