#pragma once

#include <span>
#include <string_view>

#include "postgres/connection.hpp"

namespace attendsense::store::postgres {

struct Migration {
  int number = 0;  // from 1, without gaps
  std::string_view name;
  std::string_view sql;
};

// Those of migrations/postgres/, compiled in.
[[nodiscard]] std::span<const Migration> migrations();

// Runs what is missing, each migration in a transaction of its own, in order, while nobody else does. Throws Failed:
// conflict "store_foreign", unsupported "store_newer", not_found "store_roles_missing", or what a statement failed
// with; the migrations before that one stay.
void migrate(Connection& connection, std::span<const Migration> migrations);

// While it lives, nobody else migrates this database or copies into it. Waits without a limit: the other is at work.
class OnlyMigrator {
 public:
  explicit OnlyMigrator(Connection& connection);
  ~OnlyMigrator();
  OnlyMigrator(const OnlyMigrator&) = delete;
  OnlyMigrator& operator=(const OnlyMigrator&) = delete;

 private:
  Connection& connection_;
};

// Between the beginning of a copy from another store and its end.
[[nodiscard]] bool is_being_copied_to(Connection& connection);
// Throws Failed: unavailable "store_copy_unfinished".
void expect_whole(Connection& connection);

// Throws Failed: unsupported "store_older" or "store_newer" unless all of them have run and no other.
void expect_migrated(Connection& connection, std::span<const Migration> migrations);

}  // namespace attendsense::store::postgres
