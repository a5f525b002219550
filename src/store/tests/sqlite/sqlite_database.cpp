#include "sqlite/sqlite_database.hpp"

#include "sqlite/connection.hpp"

namespace attendsense::store::testing {

std::optional<std::string> SqliteDatabase::tamper(const std::string& sql, Triggers triggers) {
  try {
    sqlite::Connection connection(file(), sqlite::Connection::Access::read_write, std::chrono::seconds{5});
    const auto name = [](sqlite::Query& row) { return row.column<std::string>(0); };
    if (triggers == Triggers::taken_away) {
      for (const auto& trigger : connection.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'", name)) {
        connection.script("DROP TRIGGER " + trigger);
      }
    }
    connection.script(sql);
    return std::nullopt;
  } catch (const std::exception& error) {
    return error.what();
  }
}

std::string SqliteDatabase::find_damage() const {
  return testing::find_damage(file());
}

std::string find_damage(const std::filesystem::path& file) {
  sqlite::Connection connection(file, sqlite::Connection::Access::read_only, std::chrono::seconds{5});
  const auto integrity = connection.value<std::string>("PRAGMA integrity_check");
  if (integrity != "ok") return integrity;
  return connection.value<std::string>("PRAGMA foreign_key_check");
}

}  // namespace attendsense::store::testing
