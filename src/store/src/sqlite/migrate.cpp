#include "sqlite/migrate.hpp"

#include <fmt/format.h>

#include "failed.hpp"

namespace attendsense::store::sqlite {
namespace {

// PRAGMA application_id of our files: "AtSe".
constexpr std::int64_t kApplicationId = 0x41745365;

void expect_own_file(Connection& connection) {
  const auto id = connection.value<std::int64_t>("PRAGMA application_id");
  if (id == kApplicationId) return;
  if (id == 0 && connection.value<std::int64_t>("SELECT count(*) FROM sqlite_schema") == 0) return;
  throw_failed(Failure::conflict, "store_foreign",
               fmt::format("{} is a database of another program", connection.path()),
               "Name another file; a new database is made where there is none");
}

std::int64_t stored_version(Connection& connection) {
  const bool fresh = connection.value<std::int64_t>("PRAGMA application_id") == 0;
  return fresh ? 0 : connection.value<std::int64_t>("SELECT coalesce(max(number), 0) FROM schema_migration");
}

void expect_known_version(const Connection& connection, std::int64_t stored, std::size_t known) {
  if (stored <= static_cast<std::int64_t>(known)) return;
  throw_failed(Failure::unsupported, "store_newer",
               fmt::format("The database {} has tables of version {}, this program knows them up to {}",
                           connection.path(), stored, known),
               "Install the newer version of the program again, or put back the backup made before it was installed");
}

void prepare(Connection& connection) {
  if (connection.value<std::int64_t>("PRAGMA application_id") == kApplicationId) return;
  connection.script(
      fmt::format("PRAGMA application_id = {};"
                  "CREATE TABLE schema_migration ("
                  "  number     INTEGER NOT NULL PRIMARY KEY,"
                  "  name       TEXT    NOT NULL,"
                  "  applied_at INTEGER NOT NULL"  // microseconds
                  ") STRICT;",
                  kApplicationId));
}

// Looks again at what is there once it holds the write lock: another process may have been first.
void apply(Connection& connection, const Migration& migration) {
  connection.begin("BEGIN IMMEDIATE");
  try {
    prepare(connection);
    if (stored_version(connection) < migration.number) {
      connection.script(std::string(migration.sql));
      connection.run("INSERT INTO schema_migration (number, name, applied_at) VALUES (?1, ?2, unixepoch() * 1000000)",
                     migration.number, migration.name);
    }
    connection.commit();
  } catch (...) {
    connection.rollback();
    throw;
  }
}

}  // namespace

void migrate(Connection& connection, std::span<const Migration> migrations) {
  expect_own_file(connection);
  const std::int64_t stored = stored_version(connection);
  expect_known_version(connection, stored, migrations.size());
  for (const Migration& migration : migrations.subspan(static_cast<std::size_t>(stored))) apply(connection, migration);
}

}  // namespace attendsense::store::sqlite
