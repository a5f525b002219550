#pragma once

// From the embedded form to the distributed one: a SQLite store copied into PostgreSQL, and proof that it arrived
// whole.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/crypto/sealing.hpp"
#include "attendsense/store/postgres_store.hpp"

namespace attendsense::store {

struct CopyProgress {
  std::string table;
  std::int64_t rows = 0;  // of it, so far
  std::int64_t of = 0;
};

struct CopyOptions {
  int batch_rows = 5000;  // in one transaction; what a killed copy does again
  std::function<void(const CopyProgress&)> progress = [](const CopyProgress&) {};
};

// A table on both sides: how many rows, and the SHA-256 over all of them in the order of their key.
struct CopiedTable {
  std::string name;
  std::int64_t source_rows = 0;
  std::int64_t target_rows = 0;
  std::string source_hash;
  std::string target_hash;

  [[nodiscard]] bool matches() const { return source_rows == target_rows && source_hash == target_hash; }
};

struct CopyReport {
  std::vector<CopiedTable> tables;

  [[nodiscard]] bool matches() const { return std::ranges::all_of(tables, &CopiedTable::matches); }
};

// Copies every table of the store in `file`, as the role that owns the target, into tables that migrate_postgres() made
// and that are empty or half filled by an earlier copy of the same store, which is gone on with. What is sealed stays
// sealed: `key` must be the one of the file. Meanwhile nobody else can write to the file, nor open the target.
// The target can be opened once all tables match; a report that does not match() leaves it closed.
// Errors, besides those of both stores: not_found "store_missing" (no such file), conflict "store_not_empty" (the
// target holds other data) and "store_copy_source_changed" (the file was written to since an earlier copy was broken
// off).
[[nodiscard]] Result<CopyReport> copy_sqlite_to_postgres(const std::filesystem::path& file,
                                                         const PostgresOptions& target, const crypto::SealingKey& key,
                                                         const CopyOptions& options = {});

}  // namespace attendsense::store
