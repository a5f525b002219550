#pragma once

#include <map>

#include "attendsense/store/postgres_store.hpp"
#include "contract/engine.hpp"
#include "postgres/connection.hpp"
#include "testing/servers.hpp"

namespace attendsense::store::testing {

enum class As { superuser, owner, api, worker };

// Options to reach a database of the test server.
[[nodiscard]] PostgresOptions test_options(const std::string& database, As role);

// An open connection; the superuser's and the owner's see the schema, too.
[[nodiscard]] std::unique_ptr<postgres::Connection> connect(const PostgresOptions& options);

// A database of its own on the test server: empty, or a copy of one whose tables are made.
class ServerDatabase {
 public:
  enum class Content { none, tables };
  explicit ServerDatabase(Content content = Content::tables);
  ~ServerDatabase();
  ServerDatabase(const ServerDatabase&) = delete;
  ServerDatabase& operator=(const ServerDatabase&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] PostgresOptions options(As role) const { return test_options(name_, role); }

  [[nodiscard]] std::unique_ptr<postgres::Connection> connect(As role) const { return testing::connect(options(role)); }

 private:
  std::string name_;
};

// As the owner, who may do what each port says; what the API and the workers may do is tested on its own.
class PostgresDatabase final : public Database {
 public:
  PostgresDatabase() { reopen(); }

  [[nodiscard]] core::Store& store() override { return *store_; }

  void reopen() override {
    store_.reset();
    store_ = open(As::owner);
  }

  [[nodiscard]] std::optional<std::string> tamper(const std::string& sql, Triggers triggers) override;

  [[nodiscard]] std::unique_ptr<core::Store> open(As role) const {
    return must(open_postgres_store(server_.options(role), key_));
  }

  [[nodiscard]] const ServerDatabase& server() const { return server_; }

  [[nodiscard]] const crypto::SealingKey& key() const { return key_; }

 private:
  ServerDatabase server_;
  crypto::SealingKey key_ = crypto::SealingKey::generate();
  std::unique_ptr<core::Store> store_;
};

}  // namespace attendsense::store::testing
