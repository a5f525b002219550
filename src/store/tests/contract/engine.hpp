#pragma once

// The contract of core::Store, tested over every engine. A new engine adds itself to engines().

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "attendsense/core/ports/store.hpp"
#include "testing/office.hpp"
#include "testing/results.hpp"

namespace attendsense::store::testing {

// A database of its own, gone with the object.
class Database {
 public:
  virtual ~Database() = default;
  [[nodiscard]] virtual core::Store& store() = 0;
  // Closes it and opens it again.
  virtual void reopen() = 0;
  // Runs SQL that every engine knows past the store, as somebody with a database client would; with the schema's own
  // triggers in force, or as its owner, who can take them away. The database's own words on failure.
  enum class Triggers { in_force, taken_away };
  [[nodiscard]] virtual std::optional<std::string> tamper(const std::string& sql, Triggers triggers) = 0;
};

struct Engine {
  std::string name;
  std::function<std::unique_ptr<Database>()> make;
  std::function<std::string()> missing;  // what it takes to run and is not there; empty: nothing
};

[[nodiscard]] std::vector<Engine> engines();

inline void PrintTo(const Engine& engine, std::ostream* out) {
  *out << engine.name;
}

// An office is stored; each test has its own database.
class StoreContract : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (const std::string missing = GetParam().missing(); !missing.empty()) GTEST_SKIP() << missing;
    database_ = GetParam().make();
    must(store().write([&](core::Transaction& t) { return add(t, office_); }));
  }

  [[nodiscard]] core::Store& store() { return database_->store(); }

  // `get([](auto& t) { return t.punches().list(...); })`
  template <class Function>
  auto get(Function&& function) {
    return must(core::read_from(store(), std::forward<Function>(function)));
  }

  template <class Function>
  Result<void> write(Function&& function) {
    return store().write(std::forward<Function>(function));
  }

  [[nodiscard]] std::optional<std::string> tamper(const std::string& sql) {
    return database_->tamper(sql, Database::Triggers::in_force);
  }

  [[nodiscard]] std::optional<std::string> tamper_as_owner(const std::string& sql) {
    return database_->tamper(sql, Database::Triggers::taken_away);
  }

  std::unique_ptr<Database> database_;
  const Office office_ = Office::make();
};

}  // namespace attendsense::store::testing
