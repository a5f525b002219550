#include "failed.hpp"
#include "sqlite/tables.hpp"

namespace attendsense::store::sqlite {
namespace {

class SqliteSettings final : public core::Settings {
 public:
  explicit SqliteSettings(Connection& connection) : connection_(connection) {}

  Result<std::optional<std::string>> get(const std::string& key) override {
    return guarded(
        [&] { return connection_.value<std::optional<std::string>>("SELECT value FROM setting WHERE key = ?1", key); });
  }

  Result<void> set(const std::string& key, const std::string& value) override {
    return guarded([&] {
      connection_.run("INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", key,
                      value);
    });
  }

  Result<void> remove(const std::string& key) override {
    return guarded([&] { connection_.run("DELETE FROM setting WHERE key = ?1", key); });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<core::Settings> make_settings(Connection& connection) {
  return std::make_unique<SqliteSettings>(connection);
}

}  // namespace attendsense::store::sqlite
