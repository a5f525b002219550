#include <fstream>

#include "attendsense/base/sha256.hpp"
#include "failed.hpp"
#include "sqlite/migrate.hpp"
#include "sqlite/sqlite_database.hpp"

namespace attendsense::store::testing {

using sqlite::Connection;
using sqlite::Migration;

namespace {

class MigrationTest : public ::testing::Test {
 protected:
  MigrationTest() { std::ofstream(file_).flush(); }

  [[nodiscard]] Connection connect() { return {file_, Connection::Access::read_write, std::chrono::seconds{5}}; }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "test.db";
};

constexpr Migration kFirst{1, "0001_people",
                           "CREATE TABLE person (name TEXT) STRICT; INSERT INTO person VALUES ('Ada')"};
constexpr Migration kSecond{
    2, "0002_initials", "ALTER TABLE person ADD COLUMN initial TEXT; UPDATE person SET initial = substr(name, 1, 1)"};
constexpr Migration kBroken{3, "0003_broken", "DELETE FROM person; SELECT * FROM nowhere"};

Result<void> try_migrate(Connection& connection, std::vector<Migration> migrations) {
  return guarded([&] { sqlite::migrate(connection, migrations); });
}

}  // namespace

// A migration that has been released is never edited: databases that ran it would differ from those that are new. A
// change goes into a new file, whose hash is added here.
TEST(Migrations, released_ones_are_not_edited) {
  const std::vector<std::string> expected{
      "7fc260c394069055cd38022972177f5a70dc97e3a2878e54e80616fd13fddf13",
      "2e3a2a9f3a58454f4ca6df32ffa5ea8f0b2629b7bd3269f1787eba9aac29bc91",
      "cef5610f028d98339b5420fb87684d03a4f2e438a05561d113471a2207f0a091",
      "5003955a229c8be1bb2beaabc0610a3656d0fb292ebabd887d5038e32289bd18",
      "4f75be35a1a40214b92d8489f717c9b63ed76573840f4bb1d164b3a7075ff515",
      "044bcf40deb6270764a570679804cf543f605b6e150ca23fe66e0d997f2f1aeb",
      "2164c37f340af33ce0559a4a85176b087b3dca1cd328d77c29a6971a995f2e28",
      "65f9b3be9dbe3ba11a1c9dccb1e9dc90b85f904aa88a6ff5b929cfc3b20b8c8b",
  };
  std::vector<std::string> found;
  for (const Migration& migration : sqlite::migrations()) found.push_back(to_hex(sha256(as_bytes(migration.sql))));
  EXPECT_EQ(found, expected);
}

// Whom a company employed before it planned anything is there afterwards, and whoever managed the company manages that.
TEST_F(MigrationTest, planning_finds_the_people_and_roles_that_were_there) {
  Connection connection = connect();
  guarded([&] { sqlite::migrate(connection, sqlite::migrations().first(1)); }).value();
  connection.script(
      "INSERT INTO company VALUES (randomblob(16), 'Old', '{}', 0);"
      "INSERT INTO site SELECT randomblob(16), id, 'Office', 'UTC' FROM company;"
      "INSERT INTO role SELECT randomblob(16), id, 'Boss', 'view_all manage_company' FROM company;"
      "INSERT INTO role SELECT randomblob(16), id, 'Staff', 'view_own manage_employees' FROM company;"
      "INSERT INTO employee SELECT randomblob(16), site.company, site.id, role.id, 'a@b', 'a@b', 'a', 'A', 'B', 'none',"
      " 'active', NULL, NULL, 0 FROM site JOIN role WHERE role.name = 'Boss'");
  guarded([&] { sqlite::migrate(connection, sqlite::migrations()); }).value();
  EXPECT_EQ(connection.value<std::string>("SELECT permissions FROM role WHERE name = 'Boss'"),
            "view_all manage_company manage_schedules approve_requests close_periods");
  EXPECT_EQ(connection.value<std::string>("SELECT permissions FROM role WHERE name = 'Staff'"),
            "view_own manage_employees");
  EXPECT_EQ(connection.value<std::int64_t>("SELECT count(*) FROM employee WHERE personnel_number = ''"
                                           " AND hired_at IS NULL AND left_at IS NULL"),
            1);
  EXPECT_EQ(find_damage(file_), "");
}

TEST_F(MigrationTest, run_in_order_and_once) {
  Connection connection = connect();
  must(try_migrate(connection, {kFirst}));
  EXPECT_EQ(connection.value<std::string>("SELECT name FROM person"), "Ada");
  must(try_migrate(connection, {kFirst, kSecond}));
  must(try_migrate(connection, {kFirst, kSecond}));
  EXPECT_EQ(connection.value<std::string>("SELECT initial FROM person"), "A");
  EXPECT_EQ(connection.value<std::int64_t>("SELECT count(*) FROM person"), 1);
  EXPECT_EQ(connection.value<std::string>("SELECT group_concat(name) FROM schema_migration"),
            "0001_people,0002_initials");
}

TEST_F(MigrationTest, one_that_fails_changes_nothing_and_can_be_repeated) {
  Connection connection = connect();
  EXPECT_TRUE(fails_with(try_migrate(connection, {kFirst, kSecond, kBroken}), Failure::internal, "store_defect"));
  EXPECT_EQ(connection.value<std::int64_t>("SELECT count(*) FROM person"), 1);
  EXPECT_EQ(connection.value<std::int64_t>("SELECT max(number) FROM schema_migration"), 2);
  const Migration mended{3, "0003_mended", "DELETE FROM person"};
  must(try_migrate(connection, {kFirst, kSecond, mended}));
  EXPECT_EQ(connection.value<std::int64_t>("SELECT count(*) FROM person"), 0);
}

TEST_F(MigrationTest, a_newer_database_is_refused_untouched) {
  Connection connection = connect();
  must(try_migrate(connection, {kFirst, kSecond}));
  const auto refused = try_migrate(connection, {kFirst});
  EXPECT_TRUE(fails_with(refused, Failure::unsupported, "store_newer"));
  EXPECT_NE(refused.error().message.find("version 2"), std::string::npos);
  EXPECT_FALSE(refused.error().remedy.empty());
}

TEST_F(MigrationTest, a_database_of_another_program_is_refused_untouched) {
  Connection connection = connect();
  connection.script("CREATE TABLE bookmark (url TEXT)");
  EXPECT_TRUE(fails_with(try_migrate(connection, {kFirst}), Failure::conflict, "store_foreign"));
  EXPECT_EQ(connection.value<std::int64_t>("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST(Migrations, several_who_open_a_new_database_at_once_agree) {
  const TemporaryFolder folder;
  const crypto::SealingKey key = crypto::SealingKey::generate();
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      auto store = open_sqlite_store(folder.path() / "deep" / "er" / "test.db", key);
      ASSERT_TRUE(store) << store.error().text();
      must((*store)->write([&](auto& t) { return t.settings().set(std::to_string(i), "here"); }));
    });
  }
  threads.clear();
  const auto store = must(open_sqlite_store(folder.path() / "deep" / "er" / "test.db", key));
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(must(core::read_from(*store, [&](auto& t) { return t.settings().get(std::to_string(i)); })), "here");
  }
}

}  // namespace attendsense::store::testing
