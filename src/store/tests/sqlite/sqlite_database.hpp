#pragma once

#include "attendsense/base/files.hpp"
#include "attendsense/store/sqlite_store.hpp"
#include "contract/engine.hpp"

namespace attendsense::store::testing {

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options = {}) : options_(options) { reopen(); }

  [[nodiscard]] core::Store& store() override { return *store_; }

  void reopen() override {
    store_.reset();
    store_ = must(open());
  }

  [[nodiscard]] std::optional<std::string> tamper(const std::string& sql, Triggers triggers) override;

  void close() { store_.reset(); }

  [[nodiscard]] Result<std::unique_ptr<core::Store>> open() const { return open_sqlite_store(file(), key_, options_); }

  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "data" / "attendsense.db"; }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  [[nodiscard]] const crypto::SealingKey& key() const { return key_; }

  // What `PRAGMA integrity_check` and `foreign_key_check` find; empty when all is well.
  [[nodiscard]] std::string find_damage() const;

 private:
  TemporaryFolder folder_;
  crypto::SealingKey key_ = crypto::SealingKey::generate();
  SqliteOptions options_;
  std::unique_ptr<core::Store> store_;
};

[[nodiscard]] std::string find_damage(const std::filesystem::path& file);

}  // namespace attendsense::store::testing
