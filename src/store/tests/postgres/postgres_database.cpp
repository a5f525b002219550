#include "postgres/postgres_database.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "attendsense/base/sha256.hpp"
#include "postgres/migrate.hpp"

namespace attendsense::store::testing {
namespace {

attendsense::testing::TestServers servers() {
  auto running = attendsense::testing::test_servers();
  if (!running || !running->postgres) throw std::runtime_error("no PostgreSQL server is running");
  return *std::move(running);
}

attendsense::testing::Login login_of(const attendsense::testing::PostgresServer& server, As role) {
  switch (role) {
    case As::superuser:
      return server.superuser;
    case As::owner:
      return server.owner;
    case As::api:
      return server.api;
    case As::worker:
      return server.worker;
  }
  return {};
}

std::unique_ptr<postgres::Connection> connect_to_server() {
  return connect(test_options("postgres", As::superuser));
}

std::string new_name() {
  static int count = 0;
  return fmt::format("store_test_{}_{}", ::getpid(), ++count);
}

// Made once for all test programs of this version of the schema; each test copies it, which is much faster.
std::string migrated_template() {
  Sha256 hash;
  for (const auto& migration : postgres::migrations()) hash.update(as_bytes(migration.sql));
  const std::string name = "store_template_" + to_hex(hash.finish()).substr(0, 12);
  const auto server = connect_to_server();
  server->run("SELECT pg_advisory_lock(7)");
  if (!server->value<bool>("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)", name)) {
    server->script(fmt::format("DROP DATABASE IF EXISTS {}", name));
    server->script(fmt::format("CREATE DATABASE {} OWNER attendsense_owner TEMPLATE template0", name));
    must(migrate_postgres(test_options(name, As::owner)));
    server->script(fmt::format("ALTER DATABASE {} IS_TEMPLATE true", name));
  }
  return name;
}

}  // namespace

PostgresOptions test_options(const std::string& database, As role) {
  const auto running = servers();
  const auto login = login_of(*running.postgres, role);
  PostgresOptions options;
  options.host = running.postgres->host;
  options.port = running.postgres->port;
  options.database = database;
  options.user = login.user;
  options.password = Secret(login.password);
  options.ca_file = running.ca;
  options.connect_timeout = std::chrono::seconds{10};
  options.statement_timeout = std::chrono::seconds{30};
  return options;
}

std::unique_ptr<postgres::Connection> connect(const PostgresOptions& options) {
  auto connection = std::make_unique<postgres::Connection>(postgres::conninfo_of(options));
  connection->open();
  return connection;
}

ServerDatabase::ServerDatabase(Content content) : name_(new_name()) {
  const std::string origin = content == Content::tables ? migrated_template() : "template0";
  connect_to_server()->script(fmt::format("CREATE DATABASE {} OWNER attendsense_owner TEMPLATE {}", name_, origin));
}

ServerDatabase::~ServerDatabase() {
  try {
    connect_to_server()->script(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
}

std::optional<std::string> PostgresDatabase::tamper(const std::string& sql, Triggers triggers) {
  try {
    const auto connection = server_.connect(As::owner);
    const auto name = [](postgres::Query& row) { return row.column<std::string>(0); };
    if (triggers == Triggers::taken_away) {
      for (const auto& table :
           connection->all("SELECT tablename::text FROM pg_tables WHERE schemaname = 'attendsense'", name)) {
        connection->script(fmt::format("ALTER TABLE {} DISABLE TRIGGER USER", table));
      }
    }
    connection->script(sql);
    return std::nullopt;
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace attendsense::store::testing
