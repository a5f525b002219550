#include "contract/engine.hpp"
#include "sqlite/sqlite_database.hpp"

namespace attendsense::store::testing {

std::vector<Engine> engines() {
  return {{"sqlite", [] { return std::make_unique<SqliteDatabase>(); }}};
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreContract, ::testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace attendsense::store::testing
