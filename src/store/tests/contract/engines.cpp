#include "contract/engine.hpp"
#include "postgres/postgres_database.hpp"
#include "sqlite/sqlite_database.hpp"

namespace attendsense::store::testing {
namespace {

std::string missing_server() {
  const auto running = attendsense::testing::test_servers();
  return running && running->postgres ? std::string() : std::string(attendsense::testing::kStartTheServers);
}

}  // namespace

std::vector<Engine> engines() {
  return {{"sqlite", [] { return std::make_unique<SqliteDatabase>(); }, [] { return std::string(); }},
          {"postgres", [] { return std::make_unique<PostgresDatabase>(); }, missing_server}};
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreContract, ::testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace attendsense::store::testing
