#include "failed.hpp"
#include "postgres/connection.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

template <class Connection>
class SettingTable final : public core::Settings {
 public:
  explicit SettingTable(Connection& connection) : connection_(connection) {}

  Result<std::optional<std::string>> get(const std::string& key) override {
    return guarded([&] {
      return connection_.template value<std::optional<std::string>>("SELECT value FROM setting WHERE key = $1", key);
    });
  }

  Result<void> set(const std::string& key, const std::string& value) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
          key, value);
    });
  }

  Result<void> remove(const std::string& key) override {
    return guarded([&] { connection_.run("DELETE FROM setting WHERE key = $1", key); });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<core::Settings> make_settings(sqlite::Connection& connection) {
  return std::make_unique<SettingTable<sqlite::Connection>>(connection);
}

std::unique_ptr<core::Settings> make_settings(postgres::Connection& connection) {
  return std::make_unique<SettingTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
