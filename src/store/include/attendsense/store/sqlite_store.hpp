#pragma once

// The database of a single office: one SQLite file behind the ports of core.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "attendsense/base/result.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/crypto/sealing.hpp"

namespace attendsense::store {

struct SqliteOptions {
  int readers = 4;                               // how many read transactions run side by side
  std::chrono::milliseconds busy_timeout{5000};  // how long a transaction waits for its turn before "store_busy"
  std::int64_t max_bytes = 0;                    // the file may grow to this, then "disk_full"; 0: to the disk's end
};

// Opens the database, made with its folder where missing (modes 0700 and 0600), and brings its tables up to date. A
// write() that has succeeded is on the disk: it survives a kill and a power cut. Template vectors and station keys are
// sealed under `key`; the rest is plain. Several processes may have the file open; several threads may use the store.
// Errors, besides those of core::Store: conflict "store_foreign" (a database of another program), unsupported
// "store_newer" (written by a later version of this one), corrupt "sealing_key_differs" (not the key it was made with),
// unavailable "store_away" (cannot be made or opened).
[[nodiscard]] Result<std::unique_ptr<core::Store>> open_sqlite_store(const std::filesystem::path& file,
                                                                     crypto::SealingKey key,
                                                                     const SqliteOptions& options = {});

}  // namespace attendsense::store
