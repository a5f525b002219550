#include "failed.hpp"
#include "postgres/tables.hpp"

namespace attendsense::store::postgres {
namespace {

class PostgresSettings final : public core::Settings {
 public:
  explicit PostgresSettings(Connection& connection) : connection_(connection) {}

  Result<std::optional<std::string>> get(const std::string& key) override {
    return guarded(
        [&] { return connection_.value<std::optional<std::string>>("SELECT value FROM setting WHERE key = $1", key); });
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

std::unique_ptr<core::Settings> make_settings(Connection& connection) {
  return std::make_unique<PostgresSettings>(connection);
}

}  // namespace attendsense::store::postgres
