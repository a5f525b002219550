#include "attendsense/base/sha256.hpp"
#include "failed.hpp"
#include "postgres/migrate.hpp"
#include "postgres/postgres_database.hpp"

namespace attendsense::store::testing {

using postgres::Connection;
using postgres::Migration;

namespace {

class PostgresMigrations : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(postgres);
    database_ = std::make_unique<ServerDatabase>(ServerDatabase::Content::none);
    owner_ = database_->connect(As::owner);
  }

  Result<void> try_migrate(std::vector<Migration> migrations) {
    return guarded([&] { postgres::migrate(*owner_, migrations); });
  }

  std::unique_ptr<ServerDatabase> database_;
  std::unique_ptr<Connection> owner_;
};

constexpr Migration kFirst{1, "0001_people", "CREATE TABLE person (name text); INSERT INTO person VALUES ('Ada')"};
constexpr Migration kSecond{
    2, "0002_initials", "ALTER TABLE person ADD COLUMN initial text; UPDATE person SET initial = substr(name, 1, 1)"};
constexpr Migration kBroken{3, "0003_broken", "DELETE FROM person; SELECT * FROM nowhere"};

}  // namespace

// A migration that has been released is never edited: databases that ran it would differ from those that are new. A
// change goes into a new file, whose hash is added here.
TEST(PostgresMigrationFiles, released_ones_are_not_edited) {
  const std::vector<std::string> expected{
      "9930383143c4c284ada1d8065c2909a4e7ccab4efb08b805f2894dcc62296a5e",
      "efa5d5809b1a138bdf29890edfe968f28f6b0a52cbeea07b4f15ba71abed9446",
      "aec4f7b04d510e29b2697863ed0e73a68fd3e96ea604df6fb8311cad42160f52",
      "77e8e084034ad7e1636b43fcadc2b20233bb2caf2181600c26a0c565b081b68f",
      "b76167f03d30139519c3a56f29f00123ba16553d24fcdab7bc15e6d77bea533b",
      "6de3912d0e30fe3a278cb524b70547a37bfa856b5858fc12e949f30137a37102",
      "f37208f78340084abf871fafdb7c9389eb7c7a32b93e226533996393450ad0f9",
      "a5f28533c458cabd0fa8ff87ecf69075ef7f96c61f4ddde07f31efa20495d6a1",
      "d8800e4e7b91771adfc17cbce93549ebedf70db8ba4f1ef512b09778fa944cc6",
  };
  std::vector<std::string> found;
  for (const Migration& migration : postgres::migrations()) found.push_back(to_hex(sha256(as_bytes(migration.sql))));
  EXPECT_EQ(found, expected);
}

// Whom a company employed before it planned anything is there afterwards, and whoever managed the company manages that.
TEST_F(PostgresMigrations, planning_finds_the_people_and_roles_that_were_there) {
  guarded([&] { postgres::migrate(*owner_, postgres::migrations().first(2)); }).value();
  owner_->script(
      "INSERT INTO company VALUES (gen_random_uuid(), 'Old', '{}', now());"
      "INSERT INTO site SELECT gen_random_uuid(), id, 'Office', 'UTC' FROM company;"
      "INSERT INTO role SELECT gen_random_uuid(), id, 'Boss', 'view_all manage_company' FROM company;"
      "INSERT INTO role SELECT gen_random_uuid(), id, 'Staff', 'view_own manage_employees' FROM company;"
      "INSERT INTO employee SELECT gen_random_uuid(), site.company, site.id, role.id, 'a@b', 'a@b', 'a', 'A', 'B',"
      " 'none', 'active', NULL, now() FROM site JOIN role ON role.name = 'Boss'");
  guarded([&] { postgres::migrate(*owner_, postgres::migrations()); }).value();
  EXPECT_EQ(owner_->value<std::string>("SELECT permissions FROM role WHERE name = 'Boss'"),
            "view_all manage_company manage_schedules approve_requests close_periods");
  EXPECT_EQ(owner_->value<std::string>("SELECT permissions FROM role WHERE name = 'Staff'"),
            "view_own manage_employees");
  EXPECT_EQ(owner_->value<std::int64_t>("SELECT count(*) FROM employee WHERE personnel_number = ''"
                                        " AND hired_at IS NULL AND left_at IS NULL"),
            1);
}

TEST_F(PostgresMigrations, run_in_order_and_once) {
  must(try_migrate({kFirst}));
  EXPECT_EQ(owner_->value<std::string>("SELECT name FROM person"), "Ada");
  must(try_migrate({kFirst, kSecond}));
  must(try_migrate({kFirst, kSecond}));
  EXPECT_EQ(owner_->value<std::string>("SELECT initial FROM person"), "A");
  EXPECT_EQ(owner_->value<std::int64_t>("SELECT count(*) FROM person"), 1);
  EXPECT_EQ(owner_->value<std::string>("SELECT string_agg(name, ',' ORDER BY number) FROM schema_migration"),
            "0001_people,0002_initials");
}

TEST_F(PostgresMigrations, one_that_fails_changes_nothing_and_can_be_repeated) {
  EXPECT_TRUE(fails_with(try_migrate({kFirst, kSecond, kBroken}), Failure::unsupported, "store_older"));
  EXPECT_EQ(owner_->value<std::int64_t>("SELECT count(*) FROM person"), 1);
  EXPECT_EQ(owner_->value<std::int64_t>("SELECT max(number)::bigint FROM schema_migration"), 2);
  must(try_migrate({kFirst, kSecond, {3, "0003_mended", "DELETE FROM person"}}));
  EXPECT_EQ(owner_->value<std::int64_t>("SELECT count(*) FROM person"), 0);
}

TEST_F(PostgresMigrations, a_newer_database_is_refused_untouched) {
  must(try_migrate({kFirst, kSecond}));
  const auto refused = try_migrate({kFirst});
  EXPECT_TRUE(fails_with(refused, Failure::unsupported, "store_newer"));
  EXPECT_NE(refused.error().message.find("version 2"), std::string::npos);
}

TEST_F(PostgresMigrations, a_schema_of_another_program_is_refused_untouched) {
  owner_->script("CREATE SCHEMA attendsense; CREATE TABLE bookmark (url text)");
  EXPECT_TRUE(fails_with(try_migrate({kFirst}), Failure::conflict, "store_foreign"));
}

TEST_F(PostgresMigrations, several_at_once_agree) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const auto migrated = migrate_postgres(database_->options(As::owner));
      EXPECT_TRUE(migrated) << migrated.error().text();
    });
  }
  threads.clear();
  EXPECT_EQ(owner_->value<std::int64_t>("SELECT count(*) FROM schema_migration"), std::ssize(postgres::migrations()));
  must(open_postgres_store(database_->options(As::api), crypto::SealingKey::generate()));
}

TEST_F(PostgresMigrations, a_store_that_is_older_or_newer_does_not_open) {
  const auto open = [&] { return open_postgres_store(database_->options(As::owner), crypto::SealingKey::generate()); };
  const auto empty = open();
  EXPECT_TRUE(fails_with(empty, Failure::unsupported, "store_older"));
  EXPECT_NE(empty.error().remedy.find("attendsense migrate"), std::string::npos);
  must(migrate_postgres(database_->options(As::owner)));
  must(open());
  owner_->run("INSERT INTO schema_migration (number, name) VALUES (9000, 'of a later version')");
  EXPECT_TRUE(fails_with(open(), Failure::unsupported, "store_newer"));
  EXPECT_TRUE(fails_with(migrate_postgres(database_->options(As::owner)), Failure::unsupported, "store_newer"));
}

TEST_F(PostgresMigrations, a_store_opened_with_another_key_is_refused) {
  must(migrate_postgres(database_->options(As::owner)));
  must(open_postgres_store(database_->options(As::api), crypto::SealingKey::generate()));
  EXPECT_TRUE(fails_with(open_postgres_store(database_->options(As::worker), crypto::SealingKey::generate()),
                         Failure::corrupt, "sealing_key_differs"));
}

}  // namespace attendsense::store::testing
