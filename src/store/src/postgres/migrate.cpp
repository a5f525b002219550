#include "postgres/migrate.hpp"

#include <fmt/format.h>

#include "failed.hpp"

namespace attendsense::store::postgres {
namespace {

bool has_migrations(Connection& connection) {
  return connection.value<bool>("SELECT to_regclass('attendsense.schema_migration') IS NOT NULL");
}

std::int64_t stored_version(Connection& connection) {
  if (!has_migrations(connection)) return 0;
  return connection.value<std::int64_t>("SELECT coalesce(max(number), 0)::bigint FROM schema_migration");
}

void expect_not_newer(const Connection& connection, std::int64_t stored, std::size_t known) {
  if (stored <= static_cast<std::int64_t>(known)) return;
  throw_failed(Failure::unsupported, "store_newer",
               fmt::format("The database {} has tables of version {}, this program knows them up to {}",
                           connection.conninfo().where, stored, known),
               "Install the newer version of the program again, or put back the backup made before it was installed");
}

void expect_own_schema(Connection& connection) {
  if (has_migrations(connection)) return;
  const bool foreign = connection.value<bool>(
      "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('attendsense'))");
  if (!foreign) return;
  throw_failed(Failure::conflict, "store_foreign",
               fmt::format("The schema attendsense of {} holds tables of another program", connection.conninfo().where),
               "Name another database");
}

void expect_roles(Connection& connection) {
  const auto found = connection.value<std::int64_t>(
      "SELECT count(*) FROM pg_roles WHERE rolname IN ('attendsense_api', 'attendsense_worker')");
  if (found == 2) return;
  throw_failed(
      Failure::not_found, "store_roles_missing",
      fmt::format("The server of {} lacks the role attendsense_api or attendsense_worker", connection.conninfo().where),
      "As its administrator: CREATE ROLE attendsense_api LOGIN PASSWORD …; the same for attendsense_worker");
}

void apply(Connection& connection, const Migration& migration) {
  connection.begin("BEGIN");
  try {
    connection.script(
        "CREATE SCHEMA IF NOT EXISTS attendsense;"
        "CREATE TABLE IF NOT EXISTS schema_migration ("
        "  number     integer     PRIMARY KEY,"
        "  name       text        NOT NULL,"
        "  applied_at timestamptz NOT NULL DEFAULT now())");
    connection.script(std::string(migration.sql));
    connection.run("INSERT INTO schema_migration (number, name) VALUES ($1, $2)", migration.number, migration.name);
    connection.commit();
  } catch (...) {
    connection.rollback();
    throw;
  }
}

}  // namespace

// Waits in steps: a lock that is asked for may be refused after a time, though the other one is still at work.
OnlyMigrator::OnlyMigrator(Connection& connection) : connection_(connection) {
  while (!connection_.value<bool>("SELECT pg_try_advisory_lock(1098142565, 3)")) {
    (void)guarded([&] {
      connection_.run("SELECT pg_advisory_lock_shared(1098142565, 3)");
      connection_.run("SELECT pg_advisory_unlock_shared(1098142565, 3)");
    });
  }
}

OnlyMigrator::~OnlyMigrator() {
  (void)guarded([&] { connection_.run("SELECT pg_advisory_unlock(1098142565, 3)"); });
}

bool is_being_copied_to(Connection& connection) {
  return connection.value<bool>("SELECT to_regclass('attendsense.copy_progress') IS NOT NULL");
}

void migrate(Connection& connection, std::span<const Migration> migrations) {
  const OnlyMigrator only(connection);
  expect_own_schema(connection);
  const std::int64_t stored = stored_version(connection);
  expect_not_newer(connection, stored, migrations.size());
  expect_roles(connection);
  for (const Migration& migration : migrations.subspan(static_cast<std::size_t>(stored))) apply(connection, migration);
}

void expect_migrated(Connection& connection, std::span<const Migration> migrations) {
  const std::int64_t stored = stored_version(connection);
  expect_not_newer(connection, stored, migrations.size());
  if (stored == static_cast<std::int64_t>(migrations.size())) return;
  throw_failed(Failure::unsupported, "store_older",
               fmt::format("The database {} has tables of version {}, this program needs version {}",
                           connection.conninfo().where, stored, migrations.size()),
               "Run `attendsense migrate` as the role that owns the database, then start again");
}

void expect_whole(Connection& connection) {
  if (!is_being_copied_to(connection)) return;
  throw_failed(
      Failure::unavailable, "store_copy_unfinished",
      fmt::format("The database {} holds a part of a store that is being copied into it", connection.conninfo().where),
      "Run the same `attendsense migrate --from` again: it goes on where it was");
}

}  // namespace attendsense::store::postgres
